import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAct, type Ballot, emptyBallot } from '../../../src/domain/poll/ballot.ts';
import { favouriteOf, recordOf } from '../../../src/domain/scores/record-of-member.ts';
import { scorePoll } from '../../../src/domain/scores/scoring.ts';
import { climbsBetween, standingsOf } from '../../../src/domain/scores/standings.ts';
import { poll } from '../../../testkit/polls/make-poll.ts';

const settled = (...winners: readonly string[]) =>
  poll({
    state: 'settled',
    lockedAsOfMs: 1000,
    results: winners.map((winnerId, index) => ({ winnerId, givenBy: 'mod', atMs: 2000 + index })),
  });
const votes = (choices: Readonly<Record<string, string>>): ReadonlyMap<string, Ballot> =>
  new Map(
    Object.entries(choices).map(([userId, choice]) => [
      userId,
      applyAct(emptyBallot, { kind: 'press', choice }, 1).ballot,
    ]),
  );

describe('A point', () => {
  it('is earned by the vote that was right, and explained by one line', () => {
    const [ada, bea] = scorePoll(settled('a'), votes({ ada: 'a', bea: 'b' }));
    expect(ada).toMatchObject({ userId: 'ada', points: 10, correct: true });
    expect(ada?.lines).toEqual([{ rule: 'correct', points: 10, result: 0, atMs: 2000 }]);
    expect(bea).toMatchObject({ points: 0, correct: false, lines: [{ rule: 'wrong', points: 0 }] });
  });

  it('is worth half as much again for the few: less than a quarter of at least four', () => {
    const earned = (choices: Record<string, string>) => scorePoll(settled('a'), votes(choices))[0]?.points;
    expect(earned({ 1: 'a', 2: 'b', 3: 'b', 4: 'b', 5: 'b' })).toBe(15);
    expect(earned({ 1: 'a', 2: 'b', 3: 'b', 4: 'b' })).toBe(10);
    expect(earned({ 1: 'a', 2: 'b', 3: 'b' })).toBe(10);
  });

  it('moves when the result is corrected, and the correction is a line of its own', () => {
    const [ada, bea] = scorePoll(settled('a', 'b'), votes({ ada: 'a', bea: 'b' }));
    expect(ada?.lines.map(({ rule, points }) => [rule, points])).toEqual([
      ['correct', 10],
      ['correction', -10],
    ]);
    expect(bea).toMatchObject({ points: 10, correct: true });
    expect(bea?.lines.at(-1)).toEqual({ rule: 'correction', points: 10, result: 1, atMs: 2001 });
  });

  it('is given for nothing in a poll that is void, or not settled', () => {
    for (const state of ['open', 'locked', 'void'] as const) {
      expect(scorePoll({ ...settled('a'), state }, votes({ ada: 'a' }))).toEqual([]);
    }
  });

  it('is always the sum of the lines that explain it, and the same as if the last result had been the only one', () => {
    const choices = fc.dictionary(fc.stringMatching(/^\d{1,3}$/), fc.constantFrom('a', 'b'), { maxKeys: 12 });
    const winners = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(choices, winners, (chosen, given) => {
        const scores = scorePoll(settled(...given), votes(chosen));
        for (const score of scores) {
          expect(score.lines.reduce((sum, line) => sum + line.points, 0)).toBe(score.points);
        }
        const only = scorePoll(settled(given.at(-1) ?? ''), votes(chosen));
        expect(scores.map(({ userId, points }) => [userId, points])).toEqual(
          only.map(({ userId, points }) => [userId, points]),
        );
      }),
    );
  });
});

describe('Standings', () => {
  const score = (userId: string, points: number) => ({
    pollId: '1',
    userId,
    choice: 'a',
    points,
    correct: points > 0,
    lines: [],
  });

  it('share a rank among equal points: 1, 2, 2, 4', () => {
    const ranks = standingsOf([score('a', 30), score('b', 20), score('c', 20), score('d', 0)]);
    expect(ranks.map(({ userId, rank }) => [userId, rank])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('count correct votes in a row, and begin anew after a wrong one', () => {
    const [ada] = standingsOf([score('a', 10), score('a', 0), score('a', 10), score('a', 10)]);
    expect(ada).toMatchObject({ points: 30, correct: 3, votes: 4, streak: 2 });
  });

  it('do not depend on the order of the members', () => {
    const some = fc.uniqueArray(
      fc.record({ userId: fc.stringMatching(/^\d{1,3}$/), points: fc.constantFrom(0, 10, 15) }),
      {
        selector: ({ userId }) => userId,
      },
    );
    fc.assert(
      fc.property(some, (members) => {
        const scores = members.map(({ userId, points }) => score(userId, points));
        expect(standingsOf(scores.toReversed())).toEqual(standingsOf(scores));
      }),
    );
  });

  it('name who climbed, who gained most places first, and nobody who had no place before', () => {
    const before = standingsOf([score('a', 20), score('b', 10), score('c', 0)]);
    const after = standingsOf([score('a', 20), score('b', 10), score('c', 30)]);
    expect(climbsBetween(before, after)).toEqual([{ userId: 'c', from: 3, to: 1 }]);
    const more = standingsOf([score('a', 5), score('b', 20), score('c', 30), score('d', 1)]);
    expect(climbsBetween(standingsOf([score('a', 20), score('d', 15), score('b', 10), score('c', 0)]), more)).toEqual([
      { userId: 'c', from: 4, to: 1 },
      { userId: 'b', from: 3, to: 2 },
    ]);
    expect(climbsBetween(before, before)).toEqual([]);
  });
});

describe('A member’s record', () => {
  it('tells streaks, and how often the crowd’s favourite was right in the same polls', () => {
    const tally = (a: number, b: number) => ({
      votes: new Map([
        ['a', a],
        ['b', b],
      ]),
      total: a + b,
    });
    const right = { pollId: '1', userId: 'u', choice: 'a', points: 10, correct: true, lines: [] };
    const wrong = { ...right, points: 0, correct: false };
    const record = recordOf([
      { score: right, tally: tally(3, 1), winnerId: 'a' },
      { score: right, tally: tally(1, 3), winnerId: 'a' },
      { score: wrong, tally: tally(1, 3), winnerId: 'b' },
    ]);
    expect(record).toEqual({ points: 20, votes: 3, correct: 2, streak: 0, longestStreak: 2, crowdCorrect: 2 });
    expect(favouriteOf(tally(2, 2))).toBeUndefined();
  });
});
