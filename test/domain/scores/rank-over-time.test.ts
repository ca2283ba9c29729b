import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOverTime } from '../../../src/domain/scores/rank-over-time.ts';
import type { MemberScore } from '../../../src/domain/scores/scoring.ts';
import { standingsOf } from '../../../src/domain/scores/standings.ts';

/** What one poll earned these members. */
function decided(pollId: string, earned: Readonly<Record<string, number>>) {
  const scores = Object.entries(earned).map(
    ([userId, points]): MemberScore => ({ pollId, userId, choice: 'a', points, correct: points > 0, lines: [] }),
  );
  return { pollId, atMs: Number(pollId), scores };
}

describe("A member's rank over time", () => {
  it('is told after each poll, and shared among equal points', () => {
    const polls = [decided('1', { ada: 10, bea: 0 }), decided('2', { bea: 10, cem: 10 }), decided('3', { bea: 15 })];
    expect(rankOverTime(polls, 'bea').points).toEqual([
      { pollId: '1', atMs: 1, rank: 2, of: 2, points: 0 },
      { pollId: '2', atMs: 2, rank: 1, of: 3, points: 10 },
      { pollId: '3', atMs: 3, rank: 1, of: 3, points: 25 },
    ]);
  });

  it('begins with the first vote of the member', () => {
    const polls = [decided('1', { ada: 10 }), decided('2', { bea: 10 })];
    expect(rankOverTime(polls, 'bea').points[0]).toMatchObject({ rank: undefined, of: 1, points: 0 });
    expect(rankOverTime(polls, 'nobody').points.map(({ rank }) => rank)).toEqual([undefined, undefined]);
  });

  it('is always the one that the standings of the polls until then give', () => {
    const earned = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.constantFrom(0, 10, 15, 20));
    fc.assert(
      fc.property(fc.array(earned, { maxLength: 8 }), (all) => {
        const polls = all.map((one, index) => decided(String(index), one));
        for (const [index, point] of rankOverTime(polls, '3').points.entries()) {
          const standings = standingsOf(polls.slice(0, index + 1).flatMap(({ scores }) => scores));
          const own = standings.find(({ userId }) => userId === '3');
          expect(point).toMatchObject({ rank: own?.rank, of: standings.length, points: own?.points ?? 0 });
        }
      }),
    );
  });
});
