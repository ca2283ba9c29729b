import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUILD, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const MINUTE_MS = 60_000;

describe('A whole bracket that a member predicts', () => {
  let stage: Stage;
  const pick = (userId: string, matchId: string, choice: string, horizon = 'round-5') =>
    stage.bot().forecasts.predict(GUILD, userId, horizon, { matchId, choice });
  const made = async (userId: string, matchId: string, horizon = 'round-5') => {
    const forecast = await stage.bot().forecasts.of(GUILD, userId, horizon, 'season-50');
    const match = forecast?.matches.find((one) => one.match.id === matchId);
    return { choice: match?.choice, state: match?.state, points: forecast?.points, possible: forecast?.possible };
  };
  const out = (minutes: number) =>
    stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + minutes * MINUTE_MS);

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('locks with its episode: a pick changed after it was out falls back to the one before, on the form and in points', async () => {
    await pick('1', 'round-6', 'till');
    await pick('2', 'round-6', 'ivan');
    stage.clock.advance(30 * MINUTE_MS);
    expect(await pick('1', 'round-6', 'ivan')).toBe(true);
    expect(await pick('2', 'round-6', 'till')).toBe(true);
    expect(await pick('3', 'round-6', 'till')).toBe(true);
    // The feed shows now that it has been out for a quarter of an hour.
    await out(15);

    expect(await made('1', 'round-6')).toMatchObject({ choice: 'till', state: 'closed', possible: 20 });
    expect(await made('2', 'round-6')).toMatchObject({ choice: 'ivan', state: 'closed' });
    expect(await made('3', 'round-6')).toMatchObject({ choice: undefined, state: 'closed', possible: 0 });
    expect(await pick('3', 'round-6', 'till')).toBe(false);

    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ choice: 'till', state: 'right', points: 20 });
    expect(await made('2', 'round-6', 'round-6')).toMatchObject({ choice: 'ivan', state: 'wrong', points: 0 });
    const standings = await stage.bot().forecasts.standings(GUILD, 'round-6', 'season-50');
    expect(standings.map(({ userId, points }) => [userId, points])).toEqual([
      ['1', 20],
      ['2', 0],
    ]);
  });

  it('opens again, with the last picks, when the entry was another episode after all', async () => {
    await pick('1', 'round-6', 'till');
    stage.clock.advance(30 * MINUTE_MS);
    await pick('1', 'round-6', 'ivan');
    await out(15);
    await stage.bot().episodes.notOut(GUILD, 'round-6');
    expect(await made('1', 'round-6')).toMatchObject({ choice: 'ivan', state: 'open' });
    expect(await pick('1', 'round-6', 'till')).toBe(true);
  });

  it('offers in the final whom the member sends there, and goes on with the pick that counts', async () => {
    await pick('1', 'round-6', 'till');
    expect(await pick('1', 'final', 'till')).toBe(true);
    expect(await pick('1', 'final', 'ivan')).toBe(false);
    stage.clock.advance(30 * MINUTE_MS);
    await pick('1', 'round-6', 'ivan');
    expect(await pick('1', 'final', 'ivan')).toBe(true);
    await out(15);
    expect(await made('1', 'final')).toMatchObject({ choice: 'ivan', state: 'open', possible: 20 });
    expect(await pick('1', 'final', 'till')).toBe(true);
    expect(await made('1', 'final')).toMatchObject({ choice: 'till', possible: 60 });
  });

  it('is scored the same by a process that starts anew', async () => {
    await pick('1', 'round-6', 'till');
    stage.kill();
    await stage.start();
    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ choice: 'till', state: 'right', points: 20 });
  });
});
