import { z } from 'zod';
import { type Ballot, countedMoments } from './ballot.ts';
import type { Poll } from './poll.ts';

/** How the votes of a poll were split at every moment until it locked: what a plot of it draws. */
export const SplitOverTime = z.strictObject({
  opensAtMs: z.number(),
  locksAtMs: z.number(),
  /**
   * Oldest first, from the opening to the lock. `counts` are the votes that stood after that instant, in the order of the
   * poll's contestants, until the next point. The last one is what the poll counts.
   */
  points: z.array(z.strictObject({ atMs: z.number(), counts: z.array(z.number()).readonly() })).readonly(),
});
export type SplitOverTime = z.infer<typeof SplitOverTime>;

/** More than a plot can show apart, and few enough for one record. */
export const MOST_POINTS = 60;

/**
 * What was voted until when. Of more than 60 moments only the last of each stretch of the time is kept, so that no vote
 * shows later than by a stretch. Undefined while the poll is not locked.
 */
export function splitOverTime(
  poll: Pick<Poll, 'openedAtMs' | 'lockedAsOfMs' | 'contestants'>,
  ballots: Iterable<Ballot>,
): SplitOverTime | undefined {
  const locksAtMs = poll.lockedAsOfMs;
  if (locksAtMs === undefined) return undefined;
  // An episode can have been out before its poll was opened: then nothing counts, and no time passes.
  const opensAtMs = Math.min(poll.openedAtMs, locksAtMs);
  const places = new Map(poll.contestants.map(({ id }, index) => [id, index]));
  const changes = [...ballots]
    .flatMap((ballot) => changesOf(ballot, places, opensAtMs, locksAtMs))
    .toSorted((a, b) => a.atMs - b.atMs);
  const kept = keptInstants(changes, opensAtMs, locksAtMs);

  const counts = poll.contestants.map(() => 0);
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
  /** Places of contestants; undefined = no vote. */
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
