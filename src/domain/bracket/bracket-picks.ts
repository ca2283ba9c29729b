import { z } from 'zod';

const Slot = z.int().min(0).max(9);

const Pick = z.strictObject({
  slot: Slot,
  /**
   * The place whose person is meant: where somebody was known to stand, where the member's own picks before led back to,
   * or the place itself (“whoever wins Round 4”).
   */
  of: z.strictObject({ match: z.string(), slot: Slot }),
  /** A match leading to this one had been decided for the member when they picked. */
  late: z.literal(true).optional(),
});

const PickAct = z.strictObject({
  match: z.string(),
  /** `null`: there is no pick any more. */
  pick: Pick.nullable(),
  /** The acts of one press share it; each press has one of its own, later than all before. */
  atMs: z.number(),
  /** How far the member had ever watched then, as an episode or `none`. To anyone else the act is told only from there on. */
  horizon: z.string(),
  /** The match whose pick was changed, where this one only followed from that. */
  by: z.string().optional(),
});
export type PickAct = z.infer<typeof PickAct>;

/** All that one member did to one bracket in one game, oldest first. */
export const BracketPicks = z.strictObject({ acts: z.array(PickAct).readonly() });
export type BracketPicks = z.infer<typeof BracketPicks>;

export const noPicks: BracketPicks = { acts: [] };

/** A pick as it stands. */
export interface StandingPick extends z.infer<typeof Pick> {
  readonly horizon: string;
}

/** Match → the pick that stands there. */
export type Picks = ReadonlyMap<string, StandingPick>;

/** As of when a match took no picks any more; undefined = it still does, or nobody can say since when it does not. */
export type LockedAsOf = (matchId: string) => number | undefined;

const NEVER: LockedAsOf = () => undefined;

/**
 * What stands after all acts. An act from the lock on counts for nothing, nor does what only followed from such an act; what
 * stood before it then stands.
 *
 * @param isTold whether what was done at a horizon may be told to the reader; absent = the reader is the member
 */
export function picksOf(
  { acts }: BracketPicks,
  lockedAsOfMs: LockedAsOf = NEVER,
  isTold: (horizon: string) => boolean = () => true,
): Picks {
  const counts = (match: string | undefined, atMs: number) =>
    match === undefined || atMs < (lockedAsOfMs(match) ?? Number.POSITIVE_INFINITY);
  const picks = new Map<string, StandingPick>();
  for (const { match, pick, atMs, horizon, by } of acts) {
    if (!counts(match, atMs) || !counts(by, atMs) || !isTold(horizon)) continue;
    if (pick === null) picks.delete(match);
    else picks.set(match, { ...pick, horizon });
  }
  return picks;
}

/** More acts than anybody needs who thinks about a bracket, also about a large one. */
const MOST_ACTS = 600;
/** Of so many of the latest each is kept, since a lock may still fall between two of them. */
const LATEST = 300;

/**
 * The same, with what can matter to nobody any more left out once there is very much: of old acts, the last one for each
 * match and horizon.
 */
export function withoutOldActs(picks: BracketPicks): BracketPicks {
  const { acts } = picks;
  if (acts.length <= MOST_ACTS) return picks;
  const old = acts.slice(0, -LATEST);
  const last = new Map(old.map((act, index) => [`${act.match} ${act.horizon}`, index]));
  const kept = old.filter((act, index) => last.get(`${act.match} ${act.horizon}`) === index);
  return { acts: [...kept, ...acts.slice(-LATEST)] };
}
