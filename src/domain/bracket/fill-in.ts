import type { CharacterRef } from '../knowledge/view-types.ts';
import type { Picks, StandingPick } from './bracket-picks.ts';
import type { Place, ToldBracket, ToldMatch, ToldSlot } from './told-bracket.ts';

/** One of those who can be picked in a match. */
export interface Candidate {
  readonly slot: number;
  /** Whose person is meant by picking it. */
  readonly of: Place;
  /** Who that is, as far as known; else they are called after where they come from. */
  readonly who: CharacterRef | undefined;
  readonly from: ToldSlot['from'];
}

/**
 * - `open`: can be picked
 * - `waits`: nobody in it has a name yet
 * - `closed`: takes no picks any more, and its result is not known to the reader
 * - `right`, `wrong`: decided. A decided match without a pick is `closed`.
 */
export type MatchState = 'open' | 'waits' | 'closed' | 'right' | 'wrong';

/** One match of a bracket with what a member makes of it. */
export interface FilledMatch {
  readonly match: ToldMatch;
  readonly candidates: readonly Candidate[];
  readonly pick: StandingPick | undefined;
  /** Whom the pick means, as the reader calls them. */
  readonly picked: Candidate | undefined;
  readonly state: MatchState;
  /** Whether the reader knows that the pick cannot come true any more. */
  readonly isOut: boolean;
  /** What the pick earns if it is right; without one, what a pick made now would. */
  readonly worth: number;
}

/**
 * A bracket with somebody's picks in it, in the order of the tree. Names come from the reader's own view alone.
 *
 * @param closed matches that take no picks any more
 * @param decided matches that are decided for who picks: a pick after them earns half
 */
export function fillIn(
  told: ToldBracket,
  picks: Picks,
  { closed, decided }: { readonly closed: ReadonlySet<string>; readonly decided: ReadonlySet<string> },
): readonly FilledMatch[] {
  return told.matches.map((match) => {
    const candidates = candidatesIn(told, picks, match);
    const pick = picks.get(match.id);
    const picked = pick && pickedCandidate(told, match, pick);
    return {
      match,
      candidates,
      pick,
      picked,
      state: stateOf(match, picked, candidates, closed),
      isOut: pick !== undefined && isOut(told, match, pick),
      worth: worthOf(match, pick?.late ?? isLate(told, match.id, decided)),
    };
  });
}

/** Whoever stands there as far as the reader knows; else whom the picks before send there; else whoever comes. */
export function candidatesIn(told: ToldBracket, picks: Picks, match: ToldMatch): readonly Candidate[] {
  return match.slots.map(({ who, from }, slot) => {
    const here: Candidate = { slot, of: { match: match.id, slot }, who, from };
    const feeder = who === undefined && from !== undefined ? told.match(from.matchId) : undefined;
    const pick = feeder && picks.get(feeder.id);
    if (feeder === undefined || pick === undefined || from === undefined) return here;
    if (from.taking === 'winner') return { slot, ...whoIsMeant(told, pick.of) };
    const others = candidatesIn(told, picks, feeder).filter((other) => other.slot !== pick.slot);
    const [loser] = others;
    return loser === undefined || others.length > 1 ? here : { ...loser, slot };
  });
}

function whoIsMeant(told: ToldBracket, of: Place): Omit<Candidate, 'slot'> {
  const place = told.match(of.match)?.slots[of.slot];
  return { of, who: place?.who, from: place?.from };
}

/** Whom a pick means, as the reader calls them. */
export function pickedCandidate(told: ToldBracket, { id }: ToldMatch, { slot, of }: StandingPick): Candidate {
  // Where somebody was meant of whom the reader does not know that they stand there, the place itself names them better.
  const meant = whoIsMeant(told, of);
  const here = told.match(id)?.slots[slot];
  return { slot, ...meant, from: meant.from ?? (meant.who === undefined ? here?.from : undefined) };
}

function stateOf(
  { id, winner, seen }: ToldMatch,
  picked: Candidate | undefined,
  candidates: readonly Candidate[],
  closed: ReadonlySet<string>,
): MatchState {
  if (winner !== undefined && picked !== undefined) return picked.who?.id === winner.id ? 'right' : 'wrong';
  if (winner !== undefined || seen || closed.has(id)) return 'closed';
  return candidates.some(({ who }) => who !== undefined) ? 'open' : 'waits';
}

/**
 * Whether whom a pick means is known not to win the match any more: somebody else did; they are out, or do not stand in it; or
 * they lost on the way to it, and no loser comes back from there. Of a decided match: not the winner.
 */
export function isOut(told: ToldBracket, match: ToldMatch, { of }: StandingPick): boolean {
  const who = told.whoIn(of);
  if (match.winner !== undefined) return who?.id !== match.winner.id;
  if (who === undefined) return false;
  if (match.slots.every((slot) => slot.who !== undefined)) return match.slots.every((slot) => slot.who?.id !== who.id);
  const leading = [...told.before(match.id)].flatMap((id) => told.match(id) ?? []);
  const comesBackFrom = (lost: ToldMatch) =>
    [...leading, match].some(({ slots }) =>
      slots.some(({ from }) => from?.matchId === lost.id && from.taking === 'loser'),
    );
  return (
    told.matches.some(({ out }) => out.some(({ id }) => id === who.id)) ||
    leading.some((lost) => hasLost(lost, who.id) && !comesBackFrom(lost))
  );
}

function hasLost({ winner, slots }: ToldMatch, id: string): boolean {
  return winner !== undefined && winner.id !== id && slots.some(({ who }) => who?.id === id);
}

export function isLate(told: ToldBracket, matchId: string, decided: ReadonlySet<string>): boolean {
  return [...told.before(matchId)].some((id) => decided.has(id));
}

/** A late pick earns half, rounded up. */
export function worthOf({ points }: Pick<ToldMatch, 'points'>, late: boolean): number {
  return late ? Math.ceil(points / 2) : points;
}
