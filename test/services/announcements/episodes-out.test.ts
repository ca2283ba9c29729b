import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Announcing,
  DAY_MS,
  FEED_URL,
  MINUTE_MS,
  openAnnouncing,
  video,
} from '../../../testkit/announcements/announcing.ts';

const HOUR_MS = 60 * MINUTE_MS;
const ROUND_6 = { title: 'ALIEN STAGE ROUND 6' };
/** Nobody has watched it, and some have rated it: a premiere that has not aired. */
const UNAIRED = { views: 0, ratings: 5 };

describe('A feed that shows an episode', () => {
  let bot: Announcing;
  let waiting: Set<string>;
  const told = () => bot.releases.flatMap((one) => (one.kind === 'out' ? [[one.episodeId, one.guildIds]] : []));

  beforeEach(async () => {
    waiting = new Set();
    bot = await openAnnouncing(undefined, () => waiting);
  });

  it('is read while a poll waits for it, even without subscriptions, and neither before nor after', async () => {
    bot.list(video(1));
    await bot.pass(2 * HOUR_MS);
    expect(bot.reads()).toBe(0);
    waiting.add('other');
    await bot.pass(HOUR_MS);
    expect(bot.reads()).toBeGreaterThan(1);
    bot.list(video(3, ROUND_6), video(1));
    await bot.pass(HOUR_MS);
    expect(told()).toEqual([['round-6', ['other']]]);
    expect(bot.releases.map(({ kind }) => kind)).toContain('series');
    waiting.clear();
    const { reads } = bot;
    const before = reads();
    await bot.pass(5 * HOUR_MS);
    expect(reads()).toBe(before);
  });

  it('reports it to every server, with a subscription or a poll, and announces it where that was asked for', async () => {
    bot.list(video(1));
    await bot.subscribe();
    waiting.add('other');
    await bot.pass(HOUR_MS);
    bot.list(video(3, ROUND_6), video(1));
    await bot.pass(HOUR_MS);
    expect(told()).toEqual([['round-6', ['g', 'other']]]);
    expect(bot.posted()).toEqual(['v3']);
  });

  it('reports a premiere when it airs, also one that was listed when the feed was first looked at', async () => {
    bot.list(video(2, { ...ROUND_6, ...UNAIRED }), video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    expect(told()).toEqual([]);
    bot.list(video(30, { ...ROUND_6, id: 'v2' }), video(1));
    await bot.pass(HOUR_MS);
    expect(told()).toEqual([['round-6', ['g']]]);
    // What it really was is told as of when it aired.
    await bot.announcements.entryRules.correct('g', FEED_URL, 'yt:video:v2', { episodeId: 'final' });
    const ofServer = bot.releases.filter(({ kind }) => kind !== 'series');
    expect(ofServer.map(({ kind, episodeId }) => [kind, episodeId])).toEqual([
      ['out', 'round-6'],
      ['not-out', 'round-6'],
      ['out', 'final'],
    ]);
    const [aired, , corrected] = ofServer;
    expect(corrected).toMatchObject({ sinceMs: aired && 'sinceMs' in aired ? aired.sinceMs : undefined });
  });

  it('reports since when the entries of its first look are out, and that the bot did not see them come out', async () => {
    bot.list(video(-48, ROUND_6));
    waiting.add('g');
    await bot.pass(DAY_MS);
    const sinceMs = Date.UTC(2026, 0, 8);
    expect(bot.releases).toEqual([
      { kind: 'out', guildIds: ['g'], episodeId: 'round-6', sinceMs, atFirstLook: true },
      { kind: 'series', shard: 0, episodeId: 'round-6', sinceMs },
    ]);
  });

  it('reports to a server that subscribes later what came out before', async () => {
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    bot.list(video(30, ROUND_6), video(1));
    await bot.pass(HOUR_MS);
    await bot.subscribe({ guildId: 'later', channelId: 'd' });
    expect(told()).toEqual([
      ['round-6', ['g']],
      ['round-6', ['later']],
    ]);
    expect(bot.releases.at(-1)).toMatchObject({ atFirstLook: true });
    expect(bot.posted('d')).toEqual([]);
  });

  it('takes an episode back when the pattern that recognised it is removed', async () => {
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    bot.list(video(30, { title: 'Behind the scenes of the sixth' }), video(1));
    await bot.pass(HOUR_MS);
    await bot.announcements.entryRules.savePattern('g', 'behind the scenes', { episodeId: 'round-6' });
    const [own] = await bot.announcements.entryRules.patterns('g');
    await bot.announcements.entryRules.removePattern('g', own?.pattern ?? '');
    expect(bot.releases.map(({ kind, episodeId }) => [kind, episodeId])).toEqual([
      ['out', 'round-6'],
      ['not-out', 'round-6'],
    ]);
  });

  it('keeps a corrected premiere a premiere: nobody is told that its episode is out', async () => {
    bot.list(video(1));
    await bot.subscribe();
    await bot.pass(DAY_MS);
    bot.list(video(30, { title: 'ALIEN STAGE ROUND 7', ...UNAIRED }), video(1));
    await bot.pass(HOUR_MS);
    expect(bot.posted()).toEqual(['v30']);
    await bot.announcements.entryRules.correct('g', FEED_URL, 'yt:video:v30', { episodeId: 'round-6' });
    const drawn = bot.edits.at(-1)?.message;
    expect(drawn?.kind === 'announcement' && drawn.entry).toMatchObject({ episodeId: 'round-6', premiere: {} });
    // When it airs, its post is drawn again as what it was corrected to.
    bot.list(video(31, { title: 'ALIEN STAGE ROUND 7', id: 'v30' }), video(1));
    await bot.pass(HOUR_MS);
    const aired = bot.edits.at(-1)?.message;
    expect(aired?.kind === 'announcement' && [aired.entry.episodeId, aired.entry.premiere]).toEqual([
      'round-6',
      undefined,
    ]);
    expect(told()).toEqual([['round-6', ['g']]]);
  });
});
