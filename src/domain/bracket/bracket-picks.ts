import { z } from 'zod';

const Slot = z.int().min(0).max(9);

const Pick = z.strictObject({
  slot: Slot,
  /**
   * The place whose contestant is picked: where they are known to stand, where the member's earlier picks lead back to,
   * or this place itself (“whoever wins Round 4”).
   */
  of: z.strictObject({ match: z.string(), slot: Slot }),
  /** A match that leads to this one had been decided for the member when they picked. */
  late: z.literal(true).optional(),
});

const PickAct = z.strictObject({
  match: z.string(),
  /** `null`: the pick was removed. */
  pick: Pick.nullable(),
  /**
   * When it was made, in ms since 1970. All acts of one press share it; every press has a later one than all before.
   */
  atMs: z.number(),
  /**
   * How far the member had ever watched at that time: an episode or `none`. Others are told the act only from there on.
   */
  horizon: z.string(),
  /** Where this act only followed from another: the match whose pick was changed. */
  by: z.string().optional(),
});
export type PickAct = z.infer<typeof PickAct>;

/** Everything one member did to one bracket in one game, oldest first. */
export const BracketPicks = z.strictObject({ acts: z.array(PickAct).readonly() });
export type BracketPicks = z.infer<typeof BracketPicks>;

export const noPicks: BracketPicks = { acts: [] };

/** The current pick of a match. */
export interface StandingPick extends z.infer<typeof Pick> {
  readonly horizon: string;
}

/** The current pick of each match, by match id. */
export type Picks = ReadonlyMap<string, StandingPick>;

/**
 * When a match stopped taking picks, in ms since 1970; undefined = it still takes some, or nobody can say when it
 * stopped.
 */
export type LockedAsOf = (matchId: string) => number | undefined;

const NEVER: LockedAsOf = () => undefined;

/**
 * The picks after all acts. Acts made from a match's lock on do not count, nor what only followed from such an act; the
 * pick before them then stands.
 *
 * @param isTold whether an act made at a horizon may be told to the reader; default: yes, the reader is the member
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

/** More acts than anybody needs, even for a large bracket. */
const MOST_ACTS = 600;
/** This many of the latest acts are all kept, because a lock may still fall between two of them. */
const LATEST = 300;

/** The acts, reduced once there are very many: of the older ones, only the last for each match and horizon is kept. */
export function withoutOldActs(picks: BracketPicks): BracketPicks {
  const { acts } = picks;
  if (acts.length <= MOST_ACTS) return picks;
  const old = acts.slice(0, -LATEST);
  const last = new Map(old.map((act, index) => [`${act.match} ${act.horizon}`, index]));
  const kept = old.filter((act, index) => last.get(`${act.match} ${act.horizon}`) === index);
  return { acts: [...kept, ...acts.slice(-LATEST)] };
}
