import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

describe('How a member’s rank went', () => {
  let stage: Stage;

  /** A poll on a match, in which Ada (1) and Bea (2) vote, and its result. */
  async function settled(id: string, match: string, votes: readonly [string, string], winner: string): Promise<void> {
    await stage.open({ id, match });
    for (const [index, choice] of votes.entries()) {
      await stage.bot().votes.press({ pollId: id, choice, userId: String(index + 1), roleIds: [] });
    }
    await stage.wait(1000);
    await stage.bot().lifecycle.giveResult({ pollId: id }, winner, MODERATOR);
    await stage.settle();
  }
  const ranks = async (horizon: string, scope?: object) =>
    (await stage.bot().scores.rankOverTime(GUILD, '2', horizon, scope)).points.map((one) => [
      one.pollId,
      one.rank,
      one.points,
    ]);

  beforeEach(async () => {
    stage = await startStage({ horizon: 'round-1' });
    await stage.start();
    await settled('502', 'round-3', ['ivan', 'ivan'], 'ivan');
    await settled('501', 'round-2', ['till', 'acorn'], 'till');
  });
  afterEach(() => stage.close());

  it('is in the order of the series for a competition, and of the votes’ end for everything', async () => {
    expect(await ranks('round-3', { competitionId: 'season-50' })).toEqual([
      ['501', 2, 0],
      ['502', 2, 10],
    ]);
    expect(await ranks('round-3')).toEqual([
      ['502', 1, 10],
      ['501', 2, 10],
    ]);
  });

  it('ends with what the member has watched', async () => {
    expect(await ranks('round-2', { competitionId: 'season-50' })).toEqual([['501', 2, 0]]);
    expect(await ranks('prologue')).toEqual([]);
  });

  it('follows a correction', async () => {
    await stage.bot().lifecycle.giveResult({ pollId: '501' }, 'acorn', MODERATOR);
    expect(await ranks('round-3', { competitionId: 'season-50' })).toEqual([
      ['501', 1, 10],
      ['502', 1, 20],
    ]);
  });
});
