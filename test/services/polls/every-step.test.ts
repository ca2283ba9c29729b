import { describe, expect, it } from 'vitest';
import { ballotRecord, countedPollRecord } from '../../../src/storage/kinds.ts';
import { faultsOnDisk } from '../../../testkit/polls/faults-on-disk.ts';
import type { DeathPlan } from '../../../testkit/polls/mortal.ts';
import { GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const VOTERS = ['1', '2', '3', '4', '5'];

/** A poll with four votes, about to lock. */
async function readyToLock(): Promise<Stage> {
  const stage = await startStage({ horizon: 'all' });
  await stage.start();
  await stage.open();
  for (const [userId, choice] of Object.entries({ 1: 'c1', 2: 'c2', 3: 'c2', 4: 'c2', 5: 'c2' })) {
    await stage.bot().votes.press({ pollId: '500', choice, userId, roleIds: [] });
  }
  await stage.wait(60_000);
  await stage.bot().votes.press({ pollId: '500', choice: 'c3', userId: '5', roleIds: [] });
  await stage.wait(60_000);
  return stage;
}

type Move = (stage: Stage) => Promise<unknown>;

const lock: Move = (stage) => stage.wait(2 * HOUR_MS);
const giveResult =
  (winnerId: string): Move =>
  (stage) =>
    stage.orDeath((bot) => bot.lifecycle.giveResult({ pollId: '500' }, winnerId, MODERATOR));
const stories = {
  locking: [lock],
  settling: [lock, giveResult('c2')],
  correcting: [lock, giveResult('c2'), giveResult('c1')],
  erasing: [
    lock,
    giveResult('c2'),
    (stage: Stage) => stage.orDeath((bot) => bot.forgetting.forget('500', '2', 'former member')),
    giveResult('c1'),
  ],
  voiding: [lock, (stage: Stage) => stage.orDeath((bot) => bot.lifecycle.makeVoid({ pollId: '500' }))],
} as const;

/** Where the bot dies over a move, it comes back later, and whoever got no answer asks again. */
async function tell(stage: Stage, moves: readonly Move[], laterMs: number): Promise<void> {
  for (const move of moves) {
    await move(stage);
    if (stage.isUp()) await stage.settle();
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
    if (stage.isUp()) continue;
    stage.clock.advance(laterMs);
    await stage.start();
    if (move !== lock) await move(stage);
    await stage.settle();
  }
}

/** What everybody sees in the end, and the scores. */
async function ending(stage: Stage) {
  await stage.wait(HOUR_MS);
  const poll = await stage.bot().book.get('500');
  expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
  return {
    counted: (await stage.store.records(countedPollRecord).get('500'))?.votes,
    state: poll?.state,
    lockedAsOfMs: poll?.lockedAsOfMs,
    posted: stage.discord.messages.map(({ body }) => (body.kind === 'result' ? `result ${body.index}` : body.kind)),
    drawn: stage.discord.messages.map(({ body }) => (body.kind === 'poll' ? body.poll.state : undefined)),
    standings: await stage.bot().scores.standings(GUILD, 'all'),
    split: poll && (await stage.bot().splits.of(poll)),
    ballots: [...(await stage.store.records(ballotRecord).getMany(VOTERS.map((user) => `500/${user}`))).values()],
  };
}

/** The same story again and again, the bot dying one act later each time, until it lives through it. */
async function dieAtEveryStep(moves: readonly Move[], done: DeathPlan['done'], laterMs: number) {
  const endings = [];
  for (let after = 1, died = true; died; after += 1) {
    const stage = await readyToLock();
    const first = stage.life();
    first.plan({ after, done });
    await tell(stage, moves, laterMs);
    died = first.isDead();
    stage.life().plan(undefined);
    endings.push(await ending(stage));
    await stage.close();
  }
  return endings;
}

describe('The process dies at each single step', () => {
  it.each([
    ['locking', ['poll']],
    ['settling', ['poll', 'result 0']],
    ['correcting', ['poll', 'result 0', 'result 1']],
    ['erasing', ['poll', 'result 0', 'result 1']],
    ['voiding', ['poll']],
  ] as const)('of %s, and after the restart everything is there once, with the same scores', async (name, posted) => {
    const whole = await readyToLock();
    await tell(whole, stories[name], 0);
    const expected = await ending(whole);
    await whole.close();
    expect(expected.posted).toEqual(posted);
    for (const done of ['before', 'after'] as const) {
      // At once, while Discord remembers the nonce, and long after.
      for (const laterMs of [0, 10 * 60_000]) {
        const endings = await dieAtEveryStep(stories[name], done, laterMs);
        expect(endings.length).toBeGreaterThan(stories[name].length + 1);
        for (const one of endings) expect(one).toEqual(expected);
      }
    }
  });
});
