/** One of a member's acts that changed their vote. */
interface Act {
  readonly vote: string | undefined;
  readonly byReaction: boolean;
  readonly atMs: number;
}

/** What one member has, with its history, as the simplest model: the real code is compared with it. */
export interface HeldWithTime {
  readonly acts: readonly Act[];
  /** The reactions on the message that the bot knows of: a choice, with a star after it for a super reaction. */
  readonly known: readonly string[];
}

export const nothingYet: HeldWithTime = { acts: [], known: [] };

const choiceOf = (reaction: string) => reaction.replace('*', '');
const last = ({ acts }: HeldWithTime) => acts.at(-1);

/** The vote that counts: the last act before the lock. */
export function countedOf({ acts }: HeldWithTime, lockedAsOfMs: number | undefined): string | undefined {
  return acts.findLast(({ atMs }) => lockedAsOfMs === undefined || atMs < lockedAsOfMs)?.vote;
}

export function press(held: HeldWithTime, vote: string, atMs: number): HeldWithTime {
  const before = last(held);
  if (before?.vote === vote && !before.byReaction) return held;
  return { ...held, acts: [...held.acts, { vote, byReaction: false, atMs }] };
}

export function react(held: HeldWithTime, reaction: string, atMs: number): HeldWithTime {
  const known = [...held.known.filter((one) => one !== reaction), reaction];
  const vote = choiceOf(reaction);
  if (last(held)?.vote === vote) return { ...held, known };
  return { known, acts: [...held.acts, { vote, byReaction: true, atMs }] };
}

export function unreact(held: HeldWithTime, reaction: string, atMs: number): HeldWithTime {
  const known = held.known.filter((one) => one !== reaction);
  const before = last(held);
  const isLeft = known.some((one) => choiceOf(one) === choiceOf(reaction));
  if (before?.vote !== choiceOf(reaction) || !before.byReaction || isLeft) return { ...held, known };
  return { known, acts: [...held.acts, { vote: undefined, byReaction: true, atMs }] };
}

/** The state after the bot has compared the reactions on the message, after an absence. */
export function afterAway(
  held: HeldWithTime,
  found: readonly string[],
  cleared: ReadonlySet<string>,
  atMs: number,
): HeldWithTime {
  const fresh = new Set(found.filter((one) => !held.known.includes(one)).map(choiceOf));
  const [only] = fresh;
  if (only !== undefined && fresh.size === 1) return { ...react(held, only, atMs), known: found };
  const before = last(held);
  const has = (reactions: readonly string[]) => reactions.some((one) => choiceOf(one) === before?.vote);
  const isGone = before?.vote !== undefined && has(held.known) && !has(found);
  if (fresh.size === 0 && isGone && before.byReaction && !cleared.has(before.vote ?? '')) {
    return { known: found, acts: [...held.acts, { vote: undefined, byReaction: true, atMs }] };
  }
  return { ...held, known: found };
}
