import { describe, expect, it, onTestFinished } from 'vitest';
import { countedChoice } from '../../../src/domain/poll/tally.ts';
import { startStage } from '../../../testkit/polls/stage.ts';

/** A press is before the lock if Discord says so, whatever the machine was doing meanwhile. */
describe('When a vote was made', () => {
  async function onStage() {
    const stage = await startStage();
    onTestFinished(() => stage.close());
    await stage.start();
    const poll = await stage.open();
    const press = (userId: string, madeAtMs?: number) =>
      stage.bot().votes.press({
        ...{ pollId: poll.id, choice: 'c1', userId, roleIds: [] },
        ...(madeAtMs === undefined ? {} : { madeAtMs }),
      });
    const counts = async (userId: string) => {
      const now = await stage.bot().book.get(poll.id);
      return now && (await stage.bot().votes.countedChoiceOf(now, userId));
    };
    return { stage, poll, press, counts };
  }

  it('is what Discord says: pressed in time but received late, it counts as long as the poll is not locked', async () => {
    const { stage, poll, press, counts } = await onStage();
    stage.clock.advance(poll.closesAtMs - stage.clock.now() + 2_000);
    expect(await press('1', poll.closesAtMs - 1)).toEqual({ kind: 'counted', choice: 'c1' });
    await stage.settle();
    expect((await stage.bot().book.get(poll.id))?.state).toBe('locked');
    expect(await counts('1')).toBe('c1');
  });

  it('is what Discord says: pressed at the deadline or later it comes too late, even if this machine’s clock is slow', async () => {
    const { stage, poll, press, counts } = await onStage();
    stage.clock.advance(poll.closesAtMs - stage.clock.now() - 2_000);
    expect(await press('1', poll.closesAtMs)).toEqual({ kind: 'closed' });
    expect(await press('2', poll.closesAtMs - 1)).toEqual({ kind: 'counted', choice: 'c1' });
    stage.clock.advance(2_000);
    await stage.settle();
    expect([await counts('1'), await counts('2')]).toEqual([undefined, 'c1']);
  });

  it('never makes a receipt worth nothing: a moderator’s lock right after it counts it', async () => {
    const { stage, poll, press, counts } = await onStage();
    expect(await press('1', stage.clock.now() + 1_500)).toEqual({ kind: 'counted', choice: 'c1' });
    await stage.bot().lifecycle.lock({ pollId: poll.id });
    expect(await counts('1')).toBe('c1');
  });

  it('after the lock is saved, a vote that is received late is answered as too late', async () => {
    const { stage, poll, press } = await onStage();
    await stage.wait(poll.closesAtMs - stage.clock.now());
    expect(await press('1', poll.closesAtMs - 1)).toEqual({ kind: 'closed' });
    expect(countedChoice({ lockedAsOfMs: poll.closesAtMs }, { reactions: [], history: [] })).toBeUndefined();
  });
});
