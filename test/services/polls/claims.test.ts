import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poll } from '../../../src/domain/poll/poll.ts';
import { pollRecord } from '../../../src/storage/kinds.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { CHANNEL, GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;

describe('A match', () => {
  let stage: Stage;
  const ask = (id: string, more: { unscored?: boolean; unknown?: 'slots' | 'shown'; match?: string } = {}) =>
    stage.bot().opening.open({
      id,
      guildId: GUILD,
      channelId: CHANNEL,
      openedBy: MODERATOR,
      closesAtMs: stage.clock.now() + 2 * HOUR_MS,
      secret: false,
      roleId: undefined,
      match: { known: more.match ?? 'round-6' },
      unscored: more.unscored,
      unknown: more.unknown,
    });
  const points = async (userId: string) =>
    (await stage.bot().scores.standings(GUILD, 'all')).find((one) => one.userId === userId)?.points;
  const settle = async (pollId: string, winner: string) => {
    await stage.bot().lifecycle.giveResult({ pollId }, winner, MODERATOR);
    await stage.settle();
  };

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('is scored once a game: a moderator who opens a second poll on it is told of the first, whether open, locked or settled', async () => {
    await ask('500');
    expect(await ask('501')).toMatchObject({ kind: 'held', by: { id: '500' } });
    await stage.wait(2 * HOUR_MS);
    expect(await ask('501')).toMatchObject({ kind: 'held', by: { id: '500', state: 'locked' } });
    await settle('500', 'till');
    expect(await ask('501')).toMatchObject({ kind: 'held', by: { state: 'settled' } });
    expect((await stage.bot().book.ofServer(GUILD)).map(({ id }) => id)).toEqual(['500']);
  });

  it('opened by two moderators at once has one poll, and the other learns which', async () => {
    const [first, second] = await Promise.all([ask('500'), ask('501')]);
    expect([first.kind, second.kind].toSorted()).toEqual(['held', 'opened']);
  });

  it('is free again once its poll is void, also for a bot that has started anew', async () => {
    await ask('500');
    await stage.bot().lifecycle.makeVoid({ pollId: '500' });
    stage.kill();
    await stage.start();
    expect(await ask('501')).toMatchObject({ kind: 'opened', poll: { id: '501' } });
    expect(await ask('502')).toMatchObject({ kind: 'held', by: { id: '501' } });
  });

  it('can have another poll without points, whose votes earn nothing and which says so', async () => {
    await ask('500');
    await ask('501', { unscored: true });
    for (const pollId of ['500', '501']) {
      await stage.bot().votes.press({ pollId, choice: 'till', userId: '1', roleIds: [] });
    }
    await settle('501', 'till');
    expect(await points('1')).toBeUndefined();
    await settle('500', 'till');
    expect(await points('1')).toBe(20);
    const { picks, record } = await stage.bot().scores.picks(GUILD, '1', 'all');
    expect(picks.map(({ aside }) => aside)).toEqual(['unscored', undefined]);
    expect(record.points).toBe(20);
  });

  it('whose poll locked with its episode makes the bot ask moderators who won, where the data has no result', async () => {
    await stage.open({ id: '600', untilEpisodeId: 'round-6', closesAtMs: stage.clock.now() + HOUR_MS });
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', stage.clock.now());
    expect(stage.notices).toMatchObject([
      { kind: 'poll-who-won', pollId: '600', contestants: [{ name: 'Ada' }, { name: 'Bea' }, { name: 'Cem' }] },
    ]);
    await ask('500');
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', stage.clock.now());
    expect(stage.notices).toHaveLength(1);
  });

  it('can be predicted anew in a new game, in which nobody has points yet', async () => {
    await ask('500');
    await stage.bot().votes.press({ pollId: '500', choice: 'till', userId: '1', roleIds: [] });
    await settle('500', 'till');
    expect(await points('1')).toBe(20);
    expect(await stage.bot().book.beginGame(GUILD, 0, stage.clock.now())).toBe(1);
    expect(await stage.bot().book.beginGame(GUILD, 0, stage.clock.now())).toBeUndefined();
    expect(await points('1')).toBeUndefined();
    expect(await ask('501')).toMatchObject({ kind: 'opened', poll: { game: 1 } });
    expect(await ask('502')).toMatchObject({ kind: 'held', by: { id: '501' } });
    const { picks } = await stage.bot().scores.picks(GUILD, '1', 'all');
    expect(picks.map(({ aside }) => aside)).toEqual(['other-game']);
  });

  it('polled twice by a server from before claims counts by the newest poll, and the ledger says so', async () => {
    await ask('500');
    await ask('501', { unscored: true });
    await stage.servers().update(GUILD, ({ claims: _claims, ...older }) => older);
    const records = stage.store.records(pollRecord);
    const { unscored: _unscored, ...scored } = (await records.get('501')) as Poll;
    await records.put('501', scored);
    stage.kill();
    await stage.start();
    for (const pollId of ['500', '501']) {
      await stage.bot().votes.press({ pollId, choice: 'till', userId: '1', roleIds: [] });
      await settle(pollId, 'till');
    }
    expect(await points('1')).toBe(20);
    const { picks } = await stage.bot().scores.picks(GUILD, '1', 'all');
    expect(picks.map(({ poll, aside }) => [poll.id, aside])).toEqual([
      ['501', undefined],
      ['500', 'other-counts'],
    ]);
    expect(await ask('502')).toMatchObject({ kind: 'held', by: { id: '501' } });
  });

  it('whose contestants the channel does not know is polled over its places, and settled by who takes the winning place', async () => {
    await stage.servers().update(GUILD, (server) => ({ ...server, horizon: 'round-3' }));
    expect(await ask('500', { match: 'final' })).toMatchObject({ kind: 'unknown', slots: true, told: true });
    const opened = await ask('500', { match: 'final', unknown: 'slots' });
    const poll = opened.kind === 'opened' ? opened.poll : undefined;
    expect(poll?.contestants.map(({ names }) => names.en)).toEqual(['whoever wins Round 5', 'whoever wins Round 6']);
    expect(JSON.stringify(poll?.contestants)).not.toMatch(/till|luka/i);
    await stage.bot().votes.press({ pollId: '500', choice: 'slot-0', userId: '1', roleIds: [] });
    const { horizons } = stage.bot();
    const seen = (await horizons.preview(GUILD, 'all')).seen;
    await horizons.move({
      guildId: GUILD,
      horizon: 'all',
      by: MODERATOR,
      seen,
      change: (one) => ({ ...one, horizon: 'all' }),
    });
    const final = seriesKnowledge().seenFrom('all').match('final');
    const place = final?.contestants.findIndex((one) => one?.id === final.result?.winner.id);
    expect((await stage.bot().book.get('500'))?.results.at(-1)?.winnerId).toBe(`slot-${place}`);
  });

  it('is shown to a channel that does not know who meets only where a moderator chose so, which its poll keeps', async () => {
    await stage.servers().update(GUILD, (server) => ({ ...server, horizon: 'round-3' }));
    const opened = await ask('500', { match: 'final', unknown: 'shown' });
    expect(opened).toMatchObject({ kind: 'opened', poll: { shownBy: { userId: MODERATOR } } });
    await stage.servers().update(GUILD, (server) => ({ ...server, horizon: 'round-5' }));
    expect(await ask('501', { match: 'round-6', unknown: 'shown' })).not.toMatchObject({ poll: { shownBy: {} } });
  });
});
