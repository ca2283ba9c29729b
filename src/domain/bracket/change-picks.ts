import {
  type BracketPicks,
  type LockedAsOf,
  type PickAct,
  type Picks,
  picksOf,
  withoutOldActs,
} from './bracket-picks.ts';
import { candidatesIn, isLate } from './fill-in.ts';
import type { Place, ToldBracket, ToldMatch } from './told-bracket.ts';

/** What decides which picks a member can make. */
export interface Standpoint {
  /** The bracket as the member knows it now. */
  readonly told: ToldBracket;
  /** Matches that take no more picks. */
  readonly closed: ReadonlySet<string>;
  /** Matches that are decided for the member. */
  readonly decided: ReadonlySet<string>;
  readonly lockedAsOfMs: LockedAsOf;
  /** How far the member has ever watched: an episode or `none`. */
  readonly horizon: string;
  readonly nowMs: number;
}

export interface Changed {
  readonly picks: BracketPicks;
  readonly kind: 'picked' | 'moved' | 'unchanged';
  /** Later matches whose pick depended on this one and was removed. */
  readonly emptied: readonly string[];
  /** Identifies this change for `takeBack`; undefined when nothing changed. */
  readonly stepAtMs: number | undefined;
}

/**
 * Picks a place of a match.
 * - Changing a pick removes later picks that depended on it.
 * - A first pick fills in later picks that were of “whoever comes out of this match”.
 * - A later match that is closed keeps its pick.
 * Undefined, with nothing changed, where the match takes no such pick.
 */
export function makePick(picks: BracketPicks, wish: Place, at: Standpoint): Changed | undefined {
  const { told, closed, decided, horizon } = at;
  const match = told.match(wish.match);
  if (match === undefined || isClosed(match, closed)) return undefined;
  const standing = picksOf(picks, at.lockedAsOfMs);
  const candidates = candidatesIn(told, standing, match);
  const chosen = candidates.find(({ slot }) => slot === wish.slot);
  if (chosen === undefined || !candidates.some(({ who }) => who !== undefined)) return undefined;

  const before = standing.get(match.id);
  if (before !== undefined && before.slot === chosen.slot && isSame(before.of, chosen.of)) {
    return { picks, kind: 'unchanged', emptied: [], stepAtMs: undefined };
  }
  const atMs = nextMs(picks, at.nowMs);
  const act = (id: string, pick: PickAct['pick']): PickAct => ({
    match: id,
    pick,
    atMs,
    horizon,
    ...(id === match.id ? {} : { by: match.id }),
  });
  const pick = { slot: chosen.slot, of: chosen.of, ...lateIf(isLate(told, match.id, decided)) };
  const made = act(match.id, pick);
  const later = told.matches.filter((one) => told.before(one.id).has(match.id) && !isClosed(one, closed));
  const emptied =
    before === undefined ? [] : later.filter((one) => runsThrough(told, standing, one, match)).map(({ id }) => id);
  const followed = before === undefined ? follow({ ...at, match, standing, made, later }) : [];
  return {
    picks: withoutOldActs({
      acts: [...picks.acts, made, ...emptied.map((id) => act(id, null)), ...followed.map(({ id, to }) => act(id, to))],
    }),
    kind: before === undefined ? 'picked' : 'moved',
    emptied,
    stepAtMs: atMs,
  };
}

/** Whether the pick of a later match is of somebody who would have to come out of `match` first. */
function runsThrough(told: ToldBracket, standing: Picks, later: ToldMatch, match: ToldMatch): boolean {
  const of = standing.get(later.id)?.of.match;
  return of !== undefined && (of === match.id || told.before(match.id).has(of));
}

/** Later picks of “whoever comes out of this match” become picks of the contestant just picked. */
function follow(from: {
  readonly told: ToldBracket;
  readonly match: ToldMatch;
  readonly standing: Picks;
  readonly made: PickAct;
  readonly later: readonly ToldMatch[];
}): { id: string; to: PickAct['pick'] }[] {
  const { told, match, standing, made, later } = from;
  if (made.pick === null) return [];
  const after: Picks = new Map([...standing, [match.id, { ...made.pick, horizon: made.horizon }]]);
  return later.flatMap(({ id }) => {
    const held = standing.get(id);
    const waited = held && told.match(held.of.match);
    if (held === undefined || waited?.slots[held.of.slot]?.from?.matchId !== match.id) return [];
    const now = candidatesIn(told, after, waited).find(({ slot }) => slot === held.of.slot);
    if (now === undefined || isSame(now.of, held.of)) return [];
    return [{ id, to: { slot: held.slot, of: now.of, ...lateIf(held.late === true) } }];
  });
}

/**
 * Takes the last change back: every pick it changed is as before, with the horizon and worth it had. Undefined where
 * something else was done since, or the match is closed by now. Later matches that have closed meanwhile keep their
 * pick.
 */
export function takeBack(picks: BracketPicks, stepAtMs: number, at: Standpoint): BracketPicks | undefined {
  const { told, closed } = at;
  const step = picks.acts.filter(({ atMs }) => atMs === stepAtMs);
  const [first] = step;
  const match = first && told.match(first.match);
  if (match === undefined || picks.acts.at(-1)?.atMs !== stepAtMs || isClosed(match, closed)) return undefined;
  const before = picksOf({ acts: picks.acts.filter(({ atMs }) => atMs < stepAtMs) }, at.lockedAsOfMs);
  const atMs = nextMs(picks, at.nowMs);
  const restored = step.flatMap(({ match: id, horizon }): PickAct[] => {
    const own = told.match(id);
    if (own === undefined || isClosed(own, closed)) return [];
    const held = before.get(id);
    const by = id === match.id ? {} : { by: match.id };
    if (held === undefined) return [{ match: id, pick: null, atMs, horizon, ...by }];
    const { horizon: heldAt, ...pick } = held;
    return [{ match: id, pick, atMs, horizon: heldAt, ...by }];
  });
  return withoutOldActs({ acts: [...picks.acts, ...restored] });
}

/** A time later than all acts before, also when the clock was set back or two presses fall in one millisecond. */
function nextMs({ acts }: BracketPicks, nowMs: number): number {
  return Math.max(nowMs, (acts.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) + 1);
}

function isClosed({ id, winner, seen }: ToldMatch, closed: ReadonlySet<string>): boolean {
  return closed.has(id) || seen || winner !== undefined;
}

function isSame(a: Place, b: Place): boolean {
  return a.match === b.match && a.slot === b.slot;
}

function lateIf(late: boolean): { late?: true } {
  return late ? { late: true } : {};
}
