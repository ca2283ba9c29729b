import { z } from 'zod';
import { type Ballot, countedMoments } from './ballot.ts';
import type { Poll } from './poll.ts';

/** How the votes of a poll were split over time until it locked, for a plot. */
export const SplitOverTime = z.strictObject({
  opensAtMs: z.number(),
  locksAtMs: z.number(),
  /**
   * Oldest first, from the opening to the lock. `counts`: the votes after that moment until the next point, in the
   * order of the poll's contestants. The last point is what the poll counts.
   */
  points: z.array(z.strictObject({ atMs: z.number(), counts: z.array(z.number()).readonly() })).readonly(),
});
export type SplitOverTime = z.infer<typeof SplitOverTime>;

/** More than a plot can show separately, and few enough for one record. */
export const MOST_POINTS = 60;

/**
 * The split over time. With more than `MOST_POINTS` moments, the time is divided and only the last of each part is
 * kept, so that no vote appears later than by one part. Undefined while the poll is not locked.
 */
export function splitOverTime(poll: Timed, ballots: Iterable<Ballot>): SplitOverTime | undefined {
  const collector = collectSplit(poll);
  for (const ballot of ballots) collector.add(ballot);
  return collector.split();
}

type Timed = Pick<Poll, 'openedAtMs' | 'lockedAsOfMs' | 'contestants'>;

/**
 * Computes the same from ballots added one at a time, for polls with more ballots than can be gone through without
 * holding up other work.
 */
export interface SplitCollector {
  add(ballot: Ballot): void;
  split(): SplitOverTime | undefined;
}

export function collectSplit(poll: Timed): SplitCollector {
  const { lockedAsOfMs: locksAtMs } = poll;
  if (locksAtMs === undefined) return { add: () => {}, split: () => undefined };
  // An episode may have been out before its poll was opened: then no vote counts, and the split has no duration.
  const opensAtMs = Math.min(poll.openedAtMs, locksAtMs);
  const places = new Map(poll.contestants.map(({ id }, index) => [id, index]));
  const changes: Change[] = [];
  return {
    add: (ballot) => void changes.push(...changesOf(ballot, places, opensAtMs, locksAtMs)),
    split: () => splitOf(poll, changes, opensAtMs, locksAtMs),
  };
}

function splitOf({ contestants }: Timed, changes: Change[], opensAtMs: number, locksAtMs: number): SplitOverTime {
  changes.sort((a, b) => a.atMs - b.atMs);
  const kept = keptInstants(changes, opensAtMs, locksAtMs);
  const counts = contestants.map(() => 0);
  const points: { atMs: number; counts: readonly number[] }[] = [];
  let next = 0;
  for (const atMs of kept) {
    for (let change = changes[next]; change !== undefined && change.atMs <= atMs; change = changes[next]) {
      if (change.from !== undefined) counts[change.from] = (counts[change.from] ?? 0) - 1;
      if (change.to !== undefined) counts[change.to] = (counts[change.to] ?? 0) + 1;
      next += 1;
    }
    points.push({ atMs, counts: [...counts] });
  }
  return { opensAtMs, locksAtMs, points };
}

interface Change {
  readonly atMs: number;
  /** Indexes of contestants; undefined = no vote. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function changesOf(
  ballot: Ballot,
  places: ReadonlyMap<string, number>,
  opensAtMs: number,
  locksAtMs: number,
): readonly Change[] {
  const changes: Change[] = [];
  let from: number | undefined;
  for (const { choice, atMs } of countedMoments(ballot, locksAtMs)) {
    const to = choice === null ? undefined : places.get(choice);
    if (to !== from) changes.push({ atMs: Math.max(atMs, opensAtMs), from, to });
    from = to;
  }
  return changes;
}

function keptInstants(changes: readonly Change[], opensAtMs: number, locksAtMs: number): readonly number[] {
  const instants = [...new Set([opensAtMs, ...changes.map(({ atMs }) => atMs)])];
  if (instants.length < MOST_POINTS) return [...instants, locksAtMs];
  const stretches = MOST_POINTS - 2;
  const spanMs = locksAtMs - opensAtMs;
  const lastOf = new Map(
    instants.slice(1).map((atMs) => [Math.floor(((atMs - opensAtMs) * stretches) / spanMs), atMs] as const),
  );
  return [opensAtMs, ...lastOf.values(), locksAtMs];
}
