import type { BracketView, CharacterRef, MatchView, SlotView } from '../knowledge/view-types.ts';

/** One match of a bracket as a member predicts it. */
export interface ForecastMatch {
  readonly match: MatchView;
  /** Who may be chosen: whoever stands there as far as the member knows, else whom they picked in the match before. */
  readonly options: readonly CharacterRef[];
  /** The member's pick, by id, whether or not it can still come true. */
  readonly choice: string | undefined;
  /**
   * - `open`: can be picked
   * - `waits`: the matches before it are to be picked first
   * - `closed`: out, or watched here, and its result not known to the member yet
   * - `right`, `wrong`: decided
   */
  readonly state: 'open' | 'waits' | 'closed' | 'right' | 'wrong';
  /** False when the one they picked does not stand in this match after all. */
  readonly alive: boolean;
}

/**
 * A member's whole bracket, in the order of the tree. Every name in it comes from the view, so none is past its horizon:
 * later matches offer the member's own earlier picks.
 *
 * @param closed matches that take no picks any more
 */
export function forecastOf(
  bracket: BracketView,
  picks: ReadonlyMap<string, string>,
  closed: ReadonlySet<string>,
): readonly ForecastMatch[] {
  const made = new Map<string, ForecastMatch>();

  function candidate({ contestant, from }: SlotView): CharacterRef | undefined {
    if (contestant !== undefined) return contestant;
    const before = from && made.get(from.matchId);
    if (before === undefined || from === undefined) return undefined;
    const picked = before.options.find(({ id }) => id === before.choice);
    if (from.taking === 'winner' || picked === undefined) return picked;
    return before.options.length === 2 ? before.options.find(({ id }) => id !== picked.id) : undefined;
  }

  for (const match of bracket.rounds.flatMap((round) => round.matches)) {
    const stand = match.slots.map(candidate);
    const options = stand.flatMap((one) => one ?? []);
    const choice = picks.get(match.id);
    const complete = options.length === stand.length && new Set(options.map(({ id }) => id)).size === options.length;
    const alive = choice !== undefined && options.some(({ id }) => id === choice);
    made.set(match.id, { match, options, choice, alive, state: stateOf(match, choice, complete, closed) });
  }
  return [...made.values()];
}

function stateOf(
  match: MatchView,
  choice: string | undefined,
  complete: boolean,
  closed: ReadonlySet<string>,
): ForecastMatch['state'] {
  if (match.result !== undefined) return match.result.winner.id === choice ? 'right' : 'wrong';
  if (closed.has(match.id) || match.seen) return 'closed';
  return complete ? 'open' : 'waits';
}

/** What the picks that can still come true would earn. Bonuses are not counted on. */
export function pointsPossible(forecast: readonly ForecastMatch[]): number {
  return forecast
    .filter(({ state, alive }) => alive && (state === 'open' || state === 'closed'))
    .reduce((sum, { match }) => sum + match.points, 0);
}
