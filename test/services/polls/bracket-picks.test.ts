import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUILD, type Stage, startStage } from '../../../testkit/polls/stage.ts';

describe('Votes laid over a bracket', () => {
  let stage: Stage;
  const vote = async (pollId: string, votes: Readonly<Record<string, string>>) => {
    for (const [userId, choice] of Object.entries(votes)) {
      expect((await stage.bot().votes.press({ pollId, choice, userId, roleIds: [] })).kind).toBe('counted');
    }
  };
  const crowd = async (horizon = 'round-5') =>
    Object.fromEntries(await stage.bot().brackets.crowdPicks(GUILD, horizon));
  const own = async (userId: string, horizon = 'round-5') =>
    Object.fromEntries(await stage.bot().brackets.ownPicks(GUILD, userId, horizon));

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('are the crowd’s favourite with its share, and a member’s own choice', async () => {
    await stage.open({ match: 'round-6' });
    await vote('500', { 1: 'till', 2: 'till', 3: 'ivan', 4: 'till' });
    expect(await crowd()).toEqual({ 'round-6': { contestantId: 'till', share: 0.75 } });
    expect(await own('3')).toEqual({ 'round-6': { contestantId: 'ivan' } });
    expect(await own('9')).toEqual({});
  });

  it('have no favourite where two are level', async () => {
    await stage.open({ match: 'round-6' });
    await vote('500', { 1: 'till', 2: 'ivan' });
    expect(await crowd()).toEqual({});
  });

  it('are none in a match whose contestants are not known from there, not even one’s own', async () => {
    await stage.open({ match: 'round-6' });
    await vote('500', { 1: 'till' });
    expect(await crowd('round-2')).toEqual({});
    expect(await own('1', 'round-2')).toEqual({});
  });

  it('keep the split of a secret poll until it locks, and tell members their own vote', async () => {
    await stage.open({ match: 'round-6', secret: true });
    await vote('500', { 1: 'till' });
    expect(await crowd()).toEqual({});
    expect(await own('1')).toEqual({ 'round-6': { contestantId: 'till' } });
    await stage.bot().lifecycle.lock({ pollId: '500' });
    expect(await crowd()).toEqual({ 'round-6': { contestantId: 'till', share: 1 } });
  });

  it('are those of the newest poll on the match, and of no void one', async () => {
    await stage.open({ match: 'round-6' });
    await vote('500', { 1: 'till' });
    await stage.open({ id: '501', match: 'round-6', unscored: true });
    await vote('501', { 1: 'ivan', 2: 'ivan' });
    expect(await crowd()).toEqual({ 'round-6': { contestantId: 'ivan', share: 1 } });
    await stage.bot().lifecycle.makeVoid({ pollId: '501' });
    expect(await crowd()).toEqual({ 'round-6': { contestantId: 'till', share: 1 } });
  });
});
