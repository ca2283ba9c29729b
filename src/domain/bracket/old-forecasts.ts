import type { BracketPicks, PickAct } from './bracket-picks.ts';
import type { Place, ToldBracket } from './told-bracket.ts';

/** What one member had chosen for a match, oldest first: `null` = withdrawn. */
export interface OldChoice {
  readonly choice: string | null;
  readonly atMs: number;
}

/**
 * Picks from before a pick was of a place: they named a contestant. Each becomes the place where the contestant first stands
 * on the way to the match; one who never was on that way is left out.
 *
 * @param whole the bracket as known by whoever has watched everything
 * @param horizonOf from where on a pick of a match may be told to others: how far its member had watched was not kept
 */
export function fromOldForecasts(
  whole: ToldBracket,
  choices: ReadonlyMap<string, readonly OldChoice[]>,
  horizonOf: (matchId: string) => string,
): BracketPicks {
  const acts = [...choices].flatMap(([match, own]) =>
    own.flatMap(({ choice, atMs }): PickAct[] => {
      const pick = choice === null ? null : placeOf(whole, match, choice);
      return pick === undefined ? [] : [{ match, pick, atMs, horizon: horizonOf(match) }];
    }),
  );
  return { acts: acts.sort((a, b) => a.atMs - b.atMs) };
}

function placeOf(whole: ToldBracket, matchId: string, who: string): { slot: number; of: Place } | undefined {
  const match = whole.match(matchId);
  const leading = new Set([...whole.before(matchId), matchId]);
  // The tree's order: a match after those that lead to it.
  for (const { id, slots } of whole.matches.filter((one) => leading.has(one.id))) {
    const at = slots.findIndex((slot) => slot.who?.id === who);
    if (at < 0) continue;
    const leads = (from: string | undefined) => from === id || (from !== undefined && whole.before(from).has(id));
    const slot = id === matchId ? at : (match?.slots.findIndex(({ from }) => leads(from?.matchId)) ?? -1);
    return slot < 0 ? undefined : { slot, of: { match: id, slot: at } };
  }
  return undefined;
}
