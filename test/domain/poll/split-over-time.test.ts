import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAct, type Ballot, emptyBallot, type VoteAct } from '../../../src/domain/poll/ballot.ts';
import { MOST_POINTS, splitOverTime } from '../../../src/domain/poll/split-over-time.ts';
import { tallyOf } from '../../../src/domain/poll/tally.ts';
import { poll } from '../../../testkit/polls/make-poll.ts';

type TimedAct = VoteAct & { readonly atMs: number };

const ballotOf = (...acts: readonly TimedAct[]): Ballot =>
  acts.reduce((ballot, { atMs, ...act }) => applyAct(ballot, act, atMs).ballot, emptyBallot);
const press = (choice: string, atMs: number): TimedAct => ({ kind: 'press', choice, atMs });
const locked = (lockedAsOfMs: number) => poll({ state: 'locked', openedAtMs: 1000, lockedAsOfMs });

/** The whole of it, one act at a time: what stood after `atMs`. */
function countedAt(ballots: readonly Ballot[], atMs: number): readonly number[] {
  return [...tallyOf({ ...locked(atMs + 1) }, ballots).votes.values()];
}

describe('How the votes of a poll came in', () => {
  it('begins with nobody at the opening and ends with what is counted at the lock', () => {
    const ballots = [ballotOf(press('a', 2000), press('b', 4000)), ballotOf(press('a', 3000), press('b', 9000))];
    expect(splitOverTime(locked(9000), ballots)).toEqual({
      opensAtMs: 1000,
      locksAtMs: 9000,
      points: [
        { atMs: 1000, counts: [0, 0] },
        { atMs: 2000, counts: [1, 0] },
        { atMs: 3000, counts: [2, 0] },
        { atMs: 4000, counts: [1, 1] },
        { atMs: 9000, counts: [1, 1] },
      ],
    });
  });

  it('goes down where a vote was withdrawn', () => {
    const withdrawn = ballotOf(
      { kind: 'react', choice: 'a', atMs: 2000 },
      { kind: 'unreact', choice: 'a', atMs: 3000 },
    );
    expect(splitOverTime(locked(9000), [withdrawn])?.points.map(({ counts }) => counts[0])).toEqual([0, 1, 0, 0]);
  });

  it('is told of no poll that is still open', () => {
    expect(splitOverTime(poll(), [ballotOf(press('a', 2000))])).toBeUndefined();
  });

  it('is empty where the episode was out before the poll was opened', () => {
    const split = splitOverTime(locked(500), [ballotOf(press('a', 2000))]);
    expect(split).toMatchObject({ opensAtMs: 500, locksAtMs: 500 });
    expect(split?.points.every(({ counts }) => counts.every((count) => count === 0))).toBe(true);
  });

  it('has sixty points of a poll in which somebody voted at every moment', () => {
    const ballots = Array.from({ length: 1000 }, (_, second) => ballotOf(press('a', 2000 + second * 1000)));
    expect(splitOverTime(locked(1_002_000), ballots)?.points).toHaveLength(MOST_POINTS);
  });

  it('has at most sixty points, each as it was counted then, the first at the opening and the last as at the lock', () => {
    const act = fc.record({
      kind: fc.constantFrom('press' as const, 'react' as const, 'unreact' as const),
      choice: fc.constantFrom('a', 'b'),
      // Not in order: a machine's clock may be set back between two acts.
      atMs: fc.integer({ min: 900, max: 20_000 }),
    });
    const few = fc.array(fc.array(act, { maxLength: 6 }), { maxLength: 12 });
    const many = fc.array(fc.array(act, { minLength: 1, maxLength: 2 }), { minLength: 90, maxLength: 150 });
    fc.assert(
      fc.property(fc.oneof(few, many), fc.integer({ min: 1000, max: 20_500 }), (acts, lockedAsOfMs) => {
        const ballots = acts.map((own) => ballotOf(...own));
        const split = splitOverTime(locked(lockedAsOfMs), ballots);
        const points = split?.points ?? [];
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
        expect(points.length).toBeGreaterThanOrEqual(2);
        expect(points[0]?.atMs).toBe(1000);
        expect(points.at(-1)).toEqual({
          atMs: lockedAsOfMs,
          counts: [...tallyOf(locked(lockedAsOfMs), ballots).votes.values()],
        });
        expect(points.map(({ atMs }) => atMs)).toEqual(points.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
        for (const { atMs, counts } of points.slice(0, -1)) {
          expect(counts).toEqual(countedAt(ballots, Math.min(atMs, lockedAsOfMs - 1)));
        }
      }),
    );
  });
});
