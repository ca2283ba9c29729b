import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poll } from '../../../src/domain/poll/poll.ts';
import { ballotRecord, splitRecord } from '../../../src/storage/kinds.ts';
import { GUILD, MODERATOR, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';
const USERS = ['1', '2', '3', '4', '5', '6'];

describe('A poll that takes no vote any more', () => {
  let stage: Stage;
  const press = (userId: string, choice: string) =>
    stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds: [] });
  const now = async () => (await stage.bot().book.get(POLL)) as Poll;
  const ballots = async () =>
    Object.fromEntries(
      [...(await stage.store.records(ballotRecord).getMany(USERS.map((user) => `${POLL}/${user}`)))].map(
        ([key, ballot]) => [key.slice(POLL.length + 1), ballot],
      ),
    );
  const choices = async () =>
    Object.fromEntries(
      Object.entries(await ballots()).map(([user, { history }]) => [user, history.map((m) => m.choice)]),
    );

  /** Votes that came and went; the sixth member withdrew theirs, and the fifth voted after the episode was out. */
  async function lockedPoll(): Promise<void> {
    await stage.open({ match: 'round-6' });
    for (const [minutes, user, choice] of [
      [0, '1', 'ivan'],
      [5, '1', 'till'],
      [1, '2', 'till'],
      [1, '3', 'till'],
      [1, '4', 'till'],
    ] as const) {
      stage.clock.advance(minutes * 60_000);
      await press(user, choice);
    }
    const [message] = stage.discord.messages;
    const emoji = [...(message?.reactions.keys() ?? [])][0] ?? '';
    stage.discord.react(message?.id ?? '', emoji, '6');
    await stage.settle();
    stage.discord.unreact(message?.id ?? '', emoji, '6');
    await stage.wait(HOUR_MS);
    await press('1', 'ivan');
    await press('5', 'ivan');
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + HOUR_MS);
    await stage.settle();
  }

  async function giveResult(winnerId: string): Promise<void> {
    await stage.bot().lifecycle.giveResult({ pollId: POLL }, winnerId, MODERATOR);
    await stage.settle();
  }

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('keeps of each ballot the vote that counts, and every history until its result is known', async () => {
    await lockedPoll();
    expect(await choices()).toMatchObject({ 1: ['ivan', 'till', 'ivan'], 5: ['ivan'], 6: ['till', null] });
    await giveResult('till');
    expect(await choices()).toEqual({ 1: ['till'], 2: ['till'], 3: ['till'], 4: ['till'] });
    expect(Object.values(await ballots()).every(({ reactions }) => reactions.length === 0)).toBe(true);
  });

  it('tells as before how its votes came in, also after a restart', async () => {
    await lockedPoll();
    const before = await stage.bot().splits.of(await now());
    expect(before?.points.map(({ counts }) => counts.join())).toEqual(['0,1', '1,0', '2,0', '3,0', '4,0', '4,0']);
    await giveResult('till');
    stage.kill();
    await stage.start();
    expect(await stage.bot().splits.of(await now())).toEqual(before);
    expect(await stage.store.records(splitRecord).get(POLL)).toEqual(before);
  });

  it('is scored the same before and after, and a correction finds every vote', async () => {
    await lockedPoll();
    await giveResult('ivan');
    const points = async () =>
      (await stage.bot().scores.standings(GUILD, 'all')).map((one) => [one.userId, one.points]);
    expect(await points()).toEqual(['1', '2', '3', '4'].map((user) => [user, 0]));
    await giveResult('till');
    expect(await points()).toEqual(['1', '2', '3', '4'].map((user) => [user, 20]));
    stage.kill();
    await stage.start();
    expect(await points()).toEqual(['1', '2', '3', '4'].map((user) => [user, 20]));
  });

  it('when void keeps no more either, and never comes back', async () => {
    await lockedPoll();
    await stage.bot().lifecycle.makeVoid({ pollId: POLL });
    await stage.settle();
    expect((await choices())[1]).toEqual(['till']);
    expect(await stage.bot().splits.of(await now())).toBeUndefined();
    expect((await stage.bot().lifecycle.reopen({ pollId: POLL }, START_MS + 9 * HOUR_MS)).kind).toBe('nothing');
    expect((await stage.bot().lifecycle.giveResult({ pollId: POLL }, 'till', MODERATOR)).kind).toBe('nothing');
  });

  it('that is only locked keeps every history: it may be opened again', async () => {
    await lockedPoll();
    await stage.wait(24 * HOUR_MS);
    await stage.bot().episodes.notOut(GUILD, 'round-6');
    expect(await choices()).toMatchObject({ 1: ['ivan', 'till', 'ivan'], 5: ['ivan'] });
    expect(Object.fromEntries((await stage.bot().scores.tallyOf(await now())).votes)).toEqual({ till: 3, ivan: 2 });
  });

  it('leaves a ballot that is damaged as it is, and trims the others', async () => {
    await lockedPoll();
    const damaged = { storedKey: `ballot:${POLL}/2`, text: '{"v":1,"d":"?"}' };
    await stage.store.write([damaged]);
    await giveResult('till');
    expect((await now()).trimmed).toBe(true);
    await expect(stage.store.records(ballotRecord).get(`${POLL}/2`)).rejects.toThrow('500/2');
    const kept = await stage.store.records(ballotRecord).get(`${POLL}/1`);
    expect(kept?.history).toHaveLength(1);
  });
});
