import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  FEED_URL,
  MINUTE_MS,
  openAnnouncing,
  PAGE_URL,
  video,
} from '../../../testkit/announcements/announcing.ts';

const PLAYLIST = 'https://www.youtube.com/feeds/videos.xml?playlist_id=PLaaaaaaaaaaaaaaaa';
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => video(from + index)).toReversed();

describe('A subscription made while its feed is out', () => {
  it('never floods, though months of entries came since the feed was last looked at', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    await bot.announcements.subscriptions.stop('g', 's1');
    await bot.pass(90 * DAY_MS);
    bot.fail('http-status');
    await bot.subscribe({ channelId: 'new' });
    await bot.pass(60 * MINUTE_MS);
    bot.list(...many(240, 10), video(1));
    await bot.pass(DAY_MS);
    expect(bot.posted('new')).toEqual([]);
    bot.list(video(300), ...many(240, 10), video(1));
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted('new')).toEqual(['v300']);
  });

  it('misses nothing published after the feed’s return, even if it listed nothing new on its return', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe({ channelId: 'other' });
    await bot.pass(60 * MINUTE_MS);
    bot.fail('http-status');
    await bot.subscribe();
    bot.list(video(1));
    await bot.pass(60 * MINUTE_MS);
    bot.list(video(2), video(1));
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v2']);
  });
});

describe('More than ten new entries at once', () => {
  it('are held, and the moderators are asked once, in each channel', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.subscribe({ channelId: 'd' });
    await bot.pass(DAY_MS);
    bot.list(...many(2, 12), video(1));
    await bot.pass(DAY_MS);
    expect([bot.posted(), bot.posted('d')]).toEqual([[], []]);
    expect(bot.toTell()).toEqual(['feed-flood', 'feed-flood']);
    expect(
      (
        await bot.announcements.status.why((await bot.announcements.status.ofServer('g'))[0]?.subscription ?? never())
      ).at(0),
    ).toMatchObject({
      outbox: { kind: 'asked' },
    });
    // What comes afterwards is news as ever.
    bot.list(video(99), ...many(2, 12), video(1));
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v99']);

    await bot.announcements.floods.answer('g', 's1', 'newest');
    await bot.announcements.floods.answer('g', 's2', 'all');
    expect(await bot.announcements.floods.answer('g', 's2', 'none')).toBeUndefined();
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v99', 'v13']);
    expect(bot.posted('d')).toHaveLength(13);
  });

  it('all go out after an absence of a day or more', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    bot.fail('http-status');
    await bot.pass(2 * DAY_MS);
    bot.list(...many(2, 12), video(1));
    await bot.pass(DAY_MS);
    expect(bot.posted()).toHaveLength(12);
  });
});

describe('A video in two feeds of one channel', () => {
  it('is announced once', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.subscribe({ feedUrl: PLAYLIST });
    await bot.subscribe({ feedUrl: PLAYLIST, channelId: 'elsewhere' });
    bot.list(video(2), video(1));
    await bot.pass(DAY_MS);
    expect([bot.posted(), bot.posted('elsewhere')]).toEqual([['v2'], ['v2']]);
    const stories = await Promise.all(
      bot.announcements.subscriptions.ofServer('g').map((each) => bot.announcements.status.why(each)),
    );
    expect(stories.map((story) => story[0]?.outbox?.kind).toSorted()).toEqual(['elsewhere', 'made', 'made']);
  });
});

describe('A premiere', () => {
  it('that was scheduled a moment ago, with neither views nor ratings, is not called out, and drawn again when it is', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(60 * MINUTE_MS);
    bot.list(video(30, { views: 0, ratings: 0 }), video(1));
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v30']);
    bot.list(video(30, { views: 0, ratings: 4 }), video(1));
    await bot.pass(60 * MINUTE_MS);
    bot.list(video(30, { title: 'ALIEN STAGE ROUND 7 revealed', views: 9, ratings: 4 }), video(1));
    await bot.pass(60 * MINUTE_MS);
    const drawn = bot.edits.map(({ message }) => message.kind === 'announcement' && message.entry);
    expect(drawn).toMatchObject([{ premiere: {} }, { title: 'ALIEN STAGE ROUND 7 revealed' }]);
    expect(drawn[1]).not.toHaveProperty('premiere');
    expect(bot.posted()).toEqual(['v30']);
  });

  it('that was scheduled at the first look locks its poll and is announced when it airs, also where it was subscribed to in between', async () => {
    const bot = await openAnnouncing();
    const title = 'ALIEN STAGE ROUND 6';
    bot.list(video(30, { title, views: 0, ratings: 9 }), video(1));
    await bot.subscribe();
    await bot.pass(60 * MINUTE_MS);
    await bot.subscribe({ channelId: 'later' });
    expect([bot.posted(), bot.releases.filter(({ kind }) => kind === 'out')]).toEqual([[], []]);
    bot.list(video(30, { title, views: 9, ratings: 9 }), video(1));
    await bot.pass(60 * MINUTE_MS);
    expect([bot.posted(), bot.posted('later')]).toEqual([['v30'], ['v30']]);
    expect(bot.releases.filter(({ kind }) => kind === 'out')).toMatchObject([
      { episodeId: 'round-6', atFirstLook: false },
    ]);
  });
});

describe('An announcement that is given up', () => {
  it('is told to the moderators, with why', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(60 * MINUTE_MS);
    bot.refuse('c', {
      kind: 'refused',
      reason: 'unfit',
      detail: { kind: 'answer', status: 400, code: '50035', words: 'Invalid Form Body' },
    });
    bot.list(video(2), video(1));
    await bot.pass(60 * MINUTE_MS);
    const told = bot.notices.pending('g').map(({ notice }) => notice);
    expect(told.filter(({ kind }) => kind !== 'new-upload')).toEqual([
      {
        kind: 'given-up',
        channelId: 'c',
        count: 1,
        detail: { kind: 'answer', status: 400, code: '50035', words: 'Invalid Form Body' },
      },
    ]);
  });

  it('because its channel was gone for too long is told when the channel is back', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(60 * MINUTE_MS);
    bot.refuse('c', {
      kind: 'refused',
      reason: 'forbidden',
      detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    });
    bot.list(video(2), video(1));
    await bot.pass(8 * DAY_MS);
    bot.refuse('c', undefined);
    bot.list(video(3), video(2), video(1));
    await bot.pass(DAY_MS);
    expect(bot.posted()).toEqual(['v3']);
    expect(bot.toTell()).toEqual(['channel-stopped', 'given-up']);
  });
});

describe('A YouTube channel whose feed address is not known yet', () => {
  it('is subscribed to by its page, asked for with backoff, and announced once the feed is found, without a flood', async () => {
    const bot = await openAnnouncing();
    bot.list(...many(1, 5));
    await bot.subscribe({ feedUrl: PAGE_URL });
    await bot.pass(DAY_MS / 2);
    expect(bot.reads()).toBeLessThan(12);
    bot.tellPage();
    await bot.pass(3 * 60 * MINUTE_MS);
    expect(bot.announcements.subscriptions.ofServer('g').map(({ feedUrl }) => feedUrl)).toEqual([FEED_URL]);
    expect(bot.posted()).toEqual([]);
    bot.list(...many(1, 6));
    await bot.pass(60 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v6']);
  });

  it('is not subscribed to twice when the channel has the feed already', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe({ feedUrl: PAGE_URL });
    await bot.subscribe();
    bot.tellPage();
    await bot.subscribe({ feedUrl: PAGE_URL, amount: 'out' });
    await bot.pass(60 * MINUTE_MS);
    expect(bot.announcements.subscriptions.ofServer('g').map(({ feedUrl, amount }) => [feedUrl, amount])).toEqual([
      [FEED_URL, 'out'],
    ]);
  });
});

describe('A feed', () => {
  it('whose entries cannot be stored is not requested again at once', async () => {
    const bot = await openAnnouncing();
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(60 * MINUTE_MS);
    const before = bot.reads();
    bot.breakPolls(true);
    bot.list(video(30, { title: 'ALIEN STAGE ROUND 6' }), video(1));
    await bot.pass(DAY_MS);
    expect(bot.reads() - before).toBeLessThan(20);
    bot.breakPolls(false);
    await bot.pass(DAY_MS);
    expect(bot.posted()).toEqual(['v30']);
  });

  it('is looked at again soon when the clock has been set back, however far', async () => {
    const bot = await openAnnouncing();
    bot.clock.advance(900 * DAY_MS);
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    const before = bot.reads();
    bot.setClockBack(800 * DAY_MS);
    await bot.pass(60 * MINUTE_MS);
    expect(bot.reads() - before).toBeGreaterThan(2);
  });
});

function never(): never {
  throw new Error('Expected a subscription');
}
