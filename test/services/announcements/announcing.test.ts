import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Announcing,
  DAY_MS,
  FEED_URL,
  MINUTE_MS,
  openAnnouncing,
  video,
} from '../../../testkit/announcements/announcing.ts';

const INTERVAL_MS = 17 * MINUTE_MS;

describe('Announcing', () => {
  let bot: Announcing;

  beforeEach(async () => {
    bot = await openAnnouncing();
    bot.list(video(0));
  });

  it('posts nothing of what the feed lists when it is subscribed to, and one post of what comes after', async () => {
    await bot.subscribe();
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual([]);
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1']);
  });

  it('announces once in a channel that is subscribed twice at the same time, and keeps the choices that came last', async () => {
    await Promise.all([bot.subscribe(), bot.subscribe({ amount: 'out' })]);
    expect(bot.announcements.subscriptions.ofServer('g').map(({ amount }) => amount)).toEqual(['out']);
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1']);
  });

  it('posts ten that came at once oldest first, and no more than five in a minute', async () => {
    await bot.subscribe();
    bot.list(...Array.from({ length: 11 }, (_, n) => video(10 - n)));
    await bot.pass(INTERVAL_MS + 5 * MINUTE_MS);
    expect(bot.posted()).toEqual(Array.from({ length: 10 }, (_, n) => `v${n + 1}`));
    const times = bot.discord.posts.map(({ atMs }) => atMs);
    expect(times.every((atMs, at) => (times[at + 5] ?? Number.POSITIVE_INFINITY) - atMs >= MINUTE_MS)).toBe(true);
  });

  it('tells the moderators once after a day without a successful read, and once when the feed is back', async () => {
    await bot.subscribe();
    await bot.subscribe({ channelId: 'other' });
    bot.fail('http-status');
    await bot.pass(DAY_MS - 3 * 60 * MINUTE_MS);
    expect(bot.toTell()).toEqual([]);
    await bot.pass(4 * DAY_MS);
    expect(bot.toTell()).toEqual(['feed-down']);
    bot.list(video(1), video(0));
    await bot.pass(DAY_MS);
    expect(bot.toTell()).toEqual(['feed-down', 'feed-back']);
    expect(bot.posted()).toEqual(['v1']);
  });

  it('warns the moderators once of a gap that is longer than what the feed lists', async () => {
    const page = (from: number) => Array.from({ length: 15 }, (_, n) => video(from - n));
    bot.list(...page(20));
    await bot.subscribe();
    await bot.pass(INTERVAL_MS);
    bot.fail('too-slow');
    await bot.pass(10 * 60 * MINUTE_MS);
    bot.list(...page(60));
    await bot.pass(DAY_MS);
    // As many at once may be a fault of the feed's: that is asked about as well.
    expect(bot.toTell()).toEqual(['feed-gap', 'feed-flood']);
  });

  it('tells once what is gone and goes on by itself, with what is still news, when it is back', async () => {
    await bot.subscribe();
    bot.refuse('c', {
      kind: 'refused',
      reason: 'forbidden',
      detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    });
    bot.list(video(1), video(0));
    await bot.pass(4 * DAY_MS);
    bot.list(video(100), video(1), video(0));
    await bot.pass(5 * DAY_MS);
    expect(bot.toTell()).toEqual(['channel-stopped']);
    expect(bot.notices.pending('g').map(({ notice }) => notice)).toContainEqual(
      expect.objectContaining({ kind: 'channel-stopped', channelId: 'c', missing: ['sendMessages'] }),
    );
    bot.refuse('c', undefined);
    await bot.pass(11 * MINUTE_MS);
    expect(bot.posted(), 'the first is older than seven days').toEqual(['v100']);
    const [status] = await bot.announcements.status.ofServer('g');
    expect(status?.outbox).toMatchObject({ owed: [], dropped: [{ key: 'yt:video:v1' }] });
    expect(status?.outbox.stopped).toBeUndefined();
    bot.list(video(101), video(100), video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v100', 'v101']);
    expect(bot.toTell()).toEqual(['channel-stopped', 'given-up']);
  });

  it('logs that posts wait or are given up only after that is stored, so that moderators can see it by then', async () => {
    await bot.subscribe();
    bot.refuse('c', {
      kind: 'refused',
      reason: 'forbidden',
      detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    });
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.refuse('c', undefined);
    bot.refuse('other', {
      kind: 'refused',
      reason: 'unfit',
      detail: { kind: 'answer', status: 400, code: '50035', words: 'Invalid Form Body' },
    });
    await bot.subscribe({ channelId: 'other' });
    await bot.pass(INTERVAL_MS);
    bot.list(video(2), video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.fail('http-status');
    await bot.pass(2 * DAY_MS);
    const kept = { sentence: 'An announcement cannot be made now; it is kept', toTell: ['channel-stopped'] };
    const givenUp = {
      sentence: 'Discord does not take an announcement; it is given up',
      toTell: ['channel-stopped', 'given-up'],
    };
    expect(bot.warned.slice(0, 2)).toMatchObject([kept, givenUp]);
    const unread = bot.warned.slice(2);
    const sinceMs = unread[0]?.atMs ?? 0;
    expect(unread.every(({ sentence }) => sentence === 'A feed could not be read; it is tried again')).toBe(true);
    expect(unread.map(({ toTell }) => toTell.includes('feed-down'))).toEqual(
      unread.map(({ atMs }) => atMs - sinceMs >= DAY_MS),
    );
  });

  it('posts at a permission’s return what an older copy of the feed happens not to list', async () => {
    await bot.subscribe();
    bot.refuse('c', {
      kind: 'refused',
      reason: 'forbidden',
      detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    });
    bot.list(video(2), video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.list(video(0));
    await bot.pass(INTERVAL_MS);
    bot.refuse('c', undefined);
    await bot.pass(11 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v1', 'v2']);
  });

  it('gives up entries that the feed has not listed for days when a lost permission returns', async () => {
    await bot.subscribe();
    bot.refuse('c', {
      kind: 'refused',
      reason: 'forbidden',
      detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    });
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.list(video(2), video(0));
    await bot.pass(3 * DAY_MS);
    bot.refuse('c', undefined);
    await bot.pass(11 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v2']);
  });

  it('gives up an entry whose text Discord does not take, says so, and posts the next', async () => {
    await bot.subscribe();
    bot.refuse('c', {
      kind: 'refused',
      reason: 'unfit',
      detail: { kind: 'answer', status: 400, code: '200000', words: 'blocked by AutoMod' },
    });
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.refuse('c', undefined);
    bot.list(video(2), video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v2']);
    const [subscription] = bot.announcements.subscriptions.ofServer('g');
    const stories = subscription === undefined ? [] : await bot.announcements.status.why(subscription);
    expect(stories.map(({ entry, outbox }) => [entry.title, outbox?.kind])).toEqual([
      ['Video 2', 'made'],
      ['Video 1', 'dropped'],
      ['Video 0', undefined],
    ]);
  });

  it('leaves Discord alone for as long as it asked, even if a moderator or a changed role asks for another try', async () => {
    await bot.subscribe();
    const detail = { kind: 'wait', seconds: 1800 } as const;
    bot.refuse('c', { kind: 'refused', reason: 'passing', detail, retryAfterMs: 30 * MINUTE_MS });
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS + MINUTE_MS);
    const [waiting] = await bot.announcements.status.ofServer('g');
    expect(waiting?.waitsUntilMs, 'the status tells until when').toBeGreaterThan(bot.clock.now());
    bot.refuse('c', undefined);
    bot.announcements.upkeep.tryAgain('g');
    await bot.pass(10 * MINUTE_MS);
    expect(bot.posted()).toEqual([]);
    await bot.pass(20 * MINUTE_MS);
    expect(bot.posted()).toEqual(['v1']);
  });

  it('counts a post as made if Discord remembers it, even if somebody has deleted it', async () => {
    await bot.subscribe({ publish: true, thread: true });
    bot.refuse('c', {
      kind: 'refused',
      reason: 'message-gone',
      detail: { kind: 'answer', status: 404, code: '10008', words: 'Unknown Message' },
    });
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    bot.refuse('c', undefined);
    await bot.pass(DAY_MS);
    expect(bot.posted()).toEqual([]);
    const [status] = await bot.announcements.status.ofServer('g');
    expect(status?.outbox).toMatchObject({
      owed: [],
      followUps: [],
      made: [{ key: 'yt:video:v1', post: { kind: 'deleted' } }],
    });
  });

  it('draws the post about a premiere again once it is out, and posts nothing more about it', async () => {
    await bot.subscribe();
    bot.list(video(1, { views: 0, ratings: 5 }), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1']);
    bot.list(video(3, { id: 'v1', title: 'Video 1' }), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1']);
    expect(
      bot.edits.map(({ messageId, message }) => [messageId, message.kind === 'announcement' && message.entry.premiere]),
    ).toEqual([['1', undefined]]);
  });

  it('posts a premiere that had to wait in the state it has by then', async () => {
    await bot.subscribe();
    bot.refuse('c', { kind: 'refused', reason: 'passing', detail: { kind: 'status', status: 503 } });
    bot.list(video(1, { title: 'Premiere', views: 0, ratings: 5 }), video(0));
    await bot.pass(INTERVAL_MS);
    bot.list(video(1, { title: 'ALIEN STAGE ROUND 6', views: 9, ratings: 5 }), video(0));
    await bot.pass(INTERVAL_MS);
    const [status] = await bot.announcements.status.ofServer('g');
    const owed = status?.outbox.owed.map(({ entry }) => entry) ?? [];
    expect(owed).toMatchObject([{ title: 'ALIEN STAGE ROUND 6', episodeId: 'round-6' }]);
    expect(owed[0]).not.toHaveProperty('premiere');
    bot.refuse('c', undefined);
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1']);
    // The first try may have made the post as it was then.
    expect(bot.edits.map(({ message }) => message.kind === 'announcement' && message.entry)).toEqual(owed);
  });

  it('lets a corrected entry that still waits be posted as what it is', async () => {
    await bot.subscribe();
    bot.refuse('c', { kind: 'refused', reason: 'passing', detail: { kind: 'status', status: 503 } });
    bot.list(video(1, { title: 'ALIEN STAGE ROUND 6' }), video(0));
    await bot.pass(INTERVAL_MS);
    await bot.announcements.entryRules.correct('g', FEED_URL, 'yt:video:v1', { other: 'cover' });
    const [status] = await bot.announcements.status.ofServer('g');
    expect(status?.outbox.owed.map(({ entry }) => entry.episodeId)).toEqual([undefined]);
  });

  it('keeps what is owed, and repeats nothing, when choices are changed', async () => {
    await bot.subscribe();
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    await bot.subscribe({ amount: 'out', never: ['video 3'] });
    bot.list(video(3), video(2), video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect(bot.posted()).toEqual(['v1', 'v2']);
    expect(bot.announcements.subscriptions.ofServer('g')).toHaveLength(1);
  });
});

describe('Moderators', () => {
  it('are told in the channel chosen for notices, once, and not with a command as well', async () => {
    const bot = await openAnnouncing();
    bot.list(video(0));
    await bot.subscribe();
    await bot.notices.setChannel('g', 'mods');
    bot.fail('dns');
    await bot.pass(3 * DAY_MS);
    expect(bot.discord.notices.map((message) => message.kind === 'notice' && message.notice.notice.kind)).toEqual([
      'feed-down',
    ]);
    expect(bot.toTell()).toEqual([]);
  });

  it('are told below an answer while that channel cannot be written to, and not a second time in the channel later', async () => {
    const bot = await openAnnouncing();
    bot.list(video(0));
    await bot.subscribe();
    await bot.notices.setChannel('g', 'mods');
    bot.refuse('mods', {
      kind: 'refused',
      reason: 'channel-gone',
      detail: { kind: 'answer', status: 404, code: '10003', words: 'Unknown Channel' },
    });
    bot.fail('dns');
    await bot.pass(3 * DAY_MS);
    const pending = bot.notices.pending('g');
    expect(pending.map(({ notice }) => notice.kind)).toEqual(['feed-down']);
    await bot.notices.told(
      'g',
      pending.map(({ id }) => id),
    );
    bot.refuse('mods', undefined);
    await bot.pass(3 * DAY_MS);
    expect(bot.discord.notices).toEqual([]);
  });
});

describe('A channel for notices that cannot be written to', () => {
  it('rests until a notice is there or read, also while it is being tried again', async () => {
    const bot = await openAnnouncing();
    const resting = () => ['g', 'other'].filter((guildId) => bot.notices.resting().has(guildId));
    const refuse = () =>
      bot.refuse('mods', {
        kind: 'refused',
        reason: 'forbidden',
        detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
      });
    bot.list(video(0));
    await bot.subscribe();
    await bot.notices.setChannel('g', 'mods');
    refuse();
    bot.fail('dns');
    await bot.pass(3 * DAY_MS);
    bot.notices.tryAgain('g');
    expect(resting()).toEqual(['g']);
    bot.refuse('mods', undefined);
    await bot.pass(1);
    expect([bot.discord.notices.length, resting()]).toEqual([1, []]);
    refuse();
    bot.list(video(0));
    await bot.pass(DAY_MS);
    expect(resting()).toEqual(['g']);
    await bot.notices.told(
      'g',
      bot.notices.pending('g').map(({ id }) => id),
    );
    expect(resting()).toEqual([]);
  });
});

describe('A process that runs several shards', () => {
  it('asks a feed once for all of them, and each keeps what it has seen', async () => {
    const bot = await openAnnouncing((guildId) => Number(guildId.slice(1)));
    bot.list(video(0));
    for (const n of [0, 1, 2]) await bot.subscribe({ guildId: `g${n}`, channelId: `c${n}` });
    const before = bot.reads();
    bot.list(video(1), video(0));
    await bot.pass(INTERVAL_MS);
    expect([0, 1, 2].map((n) => bot.posted(`c${n}`))).toEqual([['v1'], ['v1'], ['v1']]);
    await bot.pass(DAY_MS);
    expect(bot.reads() - before).toBeLessThan(1.12 * 24 * 4 + 3);
    expect([0, 1, 2].map((n) => bot.posted(`c${n}`))).toEqual([['v1'], ['v1'], ['v1']]);
  });
});
