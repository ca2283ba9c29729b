import type { CharacterRef } from '../knowledge/view-types.ts';
import type { Picks, StandingPick } from './bracket-picks.ts';
import type { Place, ToldBracket, ToldMatch, ToldSlot } from './told-bracket.ts';

/** One of the choices in a match. */
export interface Candidate {
  readonly slot: number;
  /** The place that is picked by choosing it. */
  readonly of: Place;
  /** The contestant, as far as known; otherwise the candidate is named by where they come from. */
  readonly who: CharacterRef | undefined;
  readonly from: ToldSlot['from'];
}

/**
 * - `open`: can be picked
 * - `waits`: none of its contestants is known or picked yet
 * - `closed`: takes no more picks, and the reader does not know its result
 * - `right`, `wrong`: decided. A decided match without a pick is `closed`.
 */
export type MatchState = 'open' | 'waits' | 'closed' | 'right' | 'wrong';

/** One match of a bracket with a member's pick. */
export interface FilledMatch {
  readonly match: ToldMatch;
  readonly candidates: readonly Candidate[];
  readonly pick: StandingPick | undefined;
  /** The picked contestant, named as the reader knows them. */
  readonly picked: Candidate | undefined;
  readonly state: MatchState;
  /** Whether the reader knows that the pick can no longer be right. */
  readonly isOut: boolean;
  /** What the pick earns if it is right; without a pick, what one made now would earn. */
  readonly worth: number;
}

/**
 * A bracket with a member's picks filled in, in the order of the tree. Names come only from what the reader knows.
 *
 * @param closed matches that take no more picks
 * @param decided matches that are decided for the member: a pick that comes after them earns half
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

/**
 * For each place: the contestant as far as the reader knows; otherwise whom the earlier picks send there; otherwise
 * whoever comes.
 */
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

/** The picked contestant, named as the reader knows them. */
export function pickedCandidate(told: ToldBracket, { id }: ToldMatch, { slot, of }: StandingPick): Candidate {
  // Where the reader does not know the contestant who was meant, the place itself is the better name.
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
 * Whether the reader knows that a pick cannot be right any more: someone else won; the contestant is out or not in the
 * match; or they lost on the way and no loser comes back from there. For a decided match: the contestant is not the
 * winner.
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

/** A late pick earns half the points, rounded up. */
export function worthOf({ points }: Pick<ToldMatch, 'points'>, late: boolean): number {
  return late ? Math.ceil(points / 2) : points;
}
