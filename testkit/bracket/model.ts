/**
 * A knock-out bracket whose matches are numbered in the order of the episodes: who has watched `n` has seen the results
 * of the first `n`.
 */
export interface Tree {
  /**
   * For each match, what each of its slots holds: the name of a contestant, or the number of the match whose winner
   * takes it.
   */
  readonly places: readonly (readonly (number | string)[])[];
  readonly worth: readonly number[];
}

/**
 * One press. `watched` is the furthest that the member has ever watched; `says` is how far they say to have watched
 * now, which decides the names they see.
 */
export interface Press {
  readonly match: number;
  readonly slot: number;
  readonly watched: number;
  readonly says: number;
}

interface Held {
  /** A name, or `winner of n`. */
  readonly who: string;
  /** The matches through whose picks this pick got its contestant. */
  readonly trail: readonly number[];
  readonly worth: number;
}
export type Model = ReadonlyMap<number, Held>;

/**
 * The number in `winner of n`: unknown to members who have watched no further than that. A name is known to everyone,
 * which -1 stands for.
 */
const unknownUntil = (who: string) => (who.startsWith('winner of ') ? Number(who.slice('winner of '.length)) : -1);

/**
 * The rules of picking in their simplest form: together with `earned` the model of twenty lines that the real code is
 * compared with.
 */
export function afterPress(tree: Tree, held: Model, { match, slot, watched, says }: Press): Model {
  const meant = (from: number | string = ''): Omit<Held, 'worth'> => {
    const before = typeof from === 'number' && from >= says ? held.get(from) : undefined;
    if (before !== undefined) return { who: before.who, trail: [Number(from), ...before.trail] };
    return { who: typeof from === 'number' ? `winner of ${from}` : from, trail: [] };
  };
  const all = tree.places[match] ?? [];
  const [now, before] = [meant(all[slot]), held.get(match)];
  const nobodyHasAName = all.every((from) => unknownUntil(meant(from).who) >= says);
  if (match < watched || nobodyHasAName || before?.who === now.who) return held;

  const leading = (from: number | string): number[] =>
    typeof from === 'string' ? [] : [from, ...(tree.places[from] ?? []).flatMap(leading)];
  const isLate = all.flatMap(leading).some((one) => one < watched);
  const worth = (tree.worth[match] ?? 0) / (isLate ? 2 : 1);
  const after = [...held].flatMap(([one, pick]): [number, Held][] => {
    if (one < watched) return [[one, pick]];
    if (before !== undefined) return pick.trail.includes(match) ? [] : [[one, pick]];
    const waited = pick.who === `winner of ${match}`;
    return [[one, waited ? { ...pick, who: now.who, trail: [...pick.trail, match, ...now.trail] } : pick]];
  });
  return new Map(after).set(match, { ...now, worth: Math.ceil(worth) });
}

/**
 * What a member's picks have earned, and may still earn, as seen by a reader who has watched the first `watched`
 * matches.
 */
export function earned(
  tree: Tree,
  held: Model,
  winners: readonly string[],
  watched: number,
): { points: number; possible: number; names: ReadonlyMap<number, string> } {
  const nameOf = (who: string) => (unknownUntil(who) < watched ? (winners[unknownUntil(who)] ?? who) : '?');
  const stood = (match: number) => (tree.places[match] ?? []).map((from) => winners[Number(from)] ?? String(from));
  const out = winners.slice(0, watched).flatMap((winner, match) => stood(match).filter((who) => who !== winner));
  let [points, possible] = [0, 0];
  for (const [match, { who, worth }] of held) {
    if (match < watched) points += nameOf(who) === winners[match] ? worth : 0;
    else possible += out.includes(nameOf(who)) ? 0 : worth;
  }
  return { points, possible, names: new Map([...held].map(([match, { who }]) => [match, nameOf(who)])) };
}
