import type { BracketPicks, PickAct } from './bracket-picks.ts';
import type { Place, ToldBracket } from './told-bracket.ts';

/** A former choice of a member for a match; `null` = withdrawn. */
export interface OldChoice {
  readonly choice: string | null;
  readonly atMs: number;
}

/**
 * Converts picks from an older version, which named a contestant, into picks of a place: where the contestant first
 * stands on the way to the match. A contestant who was never on that way is left out.
 *
 * @param whole the bracket as someone who has watched everything knows it
 * @param horizonOf the horizon from which a pick of a match may be told to others, because the member's own was not
 * saved
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
  // In the order of the tree: a match comes after those that lead to it.
  for (const { id, slots } of whole.matches.filter((one) => leading.has(one.id))) {
    const at = slots.findIndex((slot) => slot.who?.id === who);
    if (at < 0) continue;
    const leads = (from: string | undefined) => from === id || (from !== undefined && whole.before(from).has(id));
    const slot = id === matchId ? at : (match?.slots.findIndex(({ from }) => leads(from?.matchId)) ?? -1);
    return slot < 0 ? undefined : { slot, of: { match: id, slot: at } };
  }
  return undefined;
}
