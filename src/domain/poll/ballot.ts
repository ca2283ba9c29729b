import { z } from 'zod';

/** How a vote was given. */
export type Door = 'reaction' | 'button';

const Moment = z.strictObject({
  /** The contestant that was chosen; `null` = withdrawn. */
  choice: z.string().nullable(),
  atMs: z.number(),
  door: z.enum(['reaction', 'button']),
});

/** One member's vote in one poll, with what is needed to explain it or to go back to an earlier moment. */
export const Ballot = z.strictObject({
  /** Contestants for whom this member's plain reaction is known to be on the message. */
  reactions: z.array(z.string()).readonly(),
  /** The same for super reactions: a member can have both a plain and a super reaction with one emoji. */
  supers: z.array(z.string()).readonly().optional(),
  /** Every act that changed the vote, oldest first. The last one is the vote. */
  history: z.array(Moment).readonly(),
});
export type Ballot = z.infer<typeof Ballot>;

export type VoteAct =
  | { readonly kind: 'press'; readonly choice: string }
  /** `isSuper`: a super reaction. Absent = a plain one. */
  | { readonly kind: 'react' | 'unreact'; readonly choice: string; readonly isSuper?: boolean | undefined };

export type BallotChange =
  | { readonly kind: 'counted'; readonly choice: string }
  | { readonly kind: 'moved'; readonly from: string; readonly choice: string }
  | { readonly kind: 'unchanged'; readonly choice: string }
  | { readonly kind: 'withdrawn'; readonly from: string }
  | { readonly kind: 'nothing' };

export const emptyBallot: Ballot = { reactions: [], history: [] };

/** The acts before `lockedAsOfMs` that were in force for some time, oldest first: the last one counts. */
export function countedMoments({ history }: Ballot, lockedAsOfMs: number): Ballot['history'] {
  const counted: Ballot['history'][number][] = [];
  for (const moment of history.toReversed()) {
    if (moment.atMs >= lockedAsOfMs) continue;
    // If the clock was set back, a later act is in force from its own time on, whatever was written before it.
    const after = counted.at(-1);
    if (after === undefined || moment.atMs < after.atMs) counted.push(moment);
  }
  return counted.toReversed();
}

/** The contestant that the member's vote is for now; undefined without a vote. */
export function choiceOf(ballot: Ballot): string | undefined {
  return ballot.history.at(-1)?.choice ?? undefined;
}

/** The act in force just before `atMs`: it counts in a poll locked as of that moment. */
export function momentBefore({ history }: Ballot, atMs: number): Ballot['history'][number] | undefined {
  return history.findLast((moment) => moment.atMs < atMs);
}

/** Whether a reaction for this contestant, plain or super, is known to be on the message. */
export function hasReacted({ reactions, supers }: Ballot, choice: string): boolean {
  return reactions.includes(choice) || supers?.includes(choice) === true;
}

/** The ballot with these reactions known to be on the message, and no others. */
export function withReactions(ballot: Ballot, there: { now: readonly string[]; supers?: readonly string[] }): Ballot {
  const { supers: _supers, ...rest } = ballot;
  const supers = there.supers ?? [];
  return { ...rest, reactions: [...there.now], ...(supers.length === 0 ? {} : { supers: [...supers] }) };
}

/**
 * Applies one act of the member.
 * - The last act counts, whether it is a reaction or a button.
 * - A press for the contestant that is already chosen makes it a vote by button: the member was told that the vote
 * stands, so taking a reaction off later does not withdraw it.
 * - Taking a reaction off withdraws the vote that this reaction made, and nothing else; with both a plain and a super
 * reaction, only when both are gone.
 */
export function applyAct(ballot: Ballot, act: VoteAct, atMs: number): { ballot: Ballot; change: BallotChange } {
  const held = ballot.history.at(-1);
  const from = held?.choice ?? undefined;
  const { choice } = act;

  if (act.kind === 'unreact') {
    const left = withoutReaction(ballot, choice, act.isSuper === true);
    if (from !== choice || held?.door !== 'reaction' || hasReacted(left, choice)) {
      return { ballot: left, change: { kind: 'nothing' } };
    }
    return { ballot: remember(left, null, atMs, 'reaction'), change: { kind: 'withdrawn', from } };
  }

  const door = act.kind === 'press' ? 'button' : 'reaction';
  const kept = act.kind === 'react' ? withReaction(ballot, choice, act.isSuper === true) : ballot;

  if (from === choice) {
    const firmer = door === 'button' && held?.door === 'reaction' ? remember(kept, choice, atMs, door) : kept;
    return { ballot: firmer, change: { kind: 'unchanged', choice } };
  }
  return {
    ballot: remember(kept, choice, atMs, door),
    change: from === undefined ? { kind: 'counted', choice } : { kind: 'moved', from, choice },
  };
}

/** The ballot with this reaction known to be on the message; it need not be a vote. */
export function withReaction(ballot: Ballot, choice: string, isSuper: boolean): Ballot {
  const { reactions, supers = [] } = ballot;
  const added = (known: readonly string[]) => [...known.filter((one) => one !== choice), choice];
  return isSuper
    ? withReactions(ballot, { now: reactions, supers: added(supers) })
    : withReactions(ballot, { now: added(reactions), supers });
}

function withoutReaction(ballot: Ballot, choice: string, isSuper: boolean): Ballot {
  const { reactions, supers = [] } = ballot;
  const left = (known: readonly string[]) => known.filter((one) => one !== choice);
  return isSuper
    ? withReactions(ballot, { now: reactions, supers: left(supers) })
    : withReactions(ballot, { now: left(reactions), supers });
}

function remember(ballot: Ballot, choice: string | null, atMs: number, door: Door): Ballot {
  return { ...ballot, history: folded([...ballot.history, { choice, atMs, door }]) };
}

/** How many of a member's last acts are kept to the millisecond. */
const EXACT_ACTS = 64;

/**
 * Of acts older than the exact ones, keeps only the last of each second, so that votes do not get slower for a member
 * who changes theirs without end. A lock as of so early a moment is as of a whole second, since feeds give whole
 * seconds: it lies before or after all acts within one.
 */
function folded(history: Ballot['history']): Ballot['history'] {
  const oldest = history.length - 1 - EXACT_ACTS;
  const [act, next] = oldest < 0 ? [] : history.slice(oldest, oldest + 2);
  if (act === undefined || next === undefined || secondOf(act.atMs) !== secondOf(next.atMs)) return history;
  return history.toSpliced(oldest, 1);
}

function secondOf(atMs: number): number {
  return Math.floor(atMs / 1_000);
}

/** Contestants whose reactions of this member should be taken off: all except the one voted for. */
export function reactionsToTakeOff(ballot: Ballot): readonly string[] {
  const choice = choiceOf(ballot);
  if (choice === undefined) return [];
  return [...new Set([...ballot.reactions, ...(ballot.supers ?? [])])].filter((known) => known !== choice);
}
