/** What one member has, as the simplest model: the real code is compared with these twenty lines. */
export interface Held {
  readonly vote: string | undefined;
  /** True where a reaction made the vote, so that removing the reaction withdraws it. */
  readonly byReaction: boolean;
  /** The reactions on the message that the bot knows of. */
  readonly known: readonly string[];
}

export const nothingHeld: Held = { vote: undefined, byReaction: false, known: [] };

export function afterAct(held: Held, act: 'press' | 'react' | 'unreact', choice: string): Held {
  const others = held.known.filter((one) => one !== choice);
  if (act === 'press') return { ...held, vote: choice, byReaction: false };
  if (act === 'react') {
    return { vote: choice, byReaction: held.vote !== choice || held.byReaction, known: [...others, choice] };
  }
  return held.vote === choice && held.byReaction ? { ...nothingHeld, known: others } : { ...held, known: others };
}

/** The state after the bot has compared the reactions on the message, after an absence. */
export function afterAbsence(held: Held, found: readonly string[], cleared: ReadonlySet<string>): Held {
  const fresh = found.filter((choice) => !held.known.includes(choice));
  const gone = held.vote !== undefined && held.known.includes(held.vote) && !found.includes(held.vote);
  if (fresh.length === 1 && fresh[0] !== undefined) return { ...afterAct(held, 'react', fresh[0]), known: found };
  if (fresh.length === 0 && gone && held.byReaction && !cleared.has(held.vote ?? ''))
    return { ...nothingHeld, known: found };
  return { ...held, known: found };
}

/** Ten points for each right vote; fifteen where fewer than a quarter of at least four votes are right. */
export function pointsOf(votes: ReadonlyMap<string, string>, winner: string): ReadonlyMap<string, number> {
  const right = [...votes.values()].filter((vote) => vote === winner).length;
  const worth = votes.size >= 4 && right * 4 < votes.size ? 15 : 10;
  return new Map([...votes].map(([userId, vote]) => [userId, vote === winner ? worth : 0]));
}
