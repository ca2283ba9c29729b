import { z } from 'zod';

/** By which door a vote came in. */
export type Door = 'reaction' | 'button';

const Moment = z.strictObject({
  /** What was chosen; `null` = withdrawn. */
  choice: z.string().nullable(),
  atMs: z.number(),
  door: z.enum(['reaction', 'button']),
});

/** One member's vote in one poll, with all that is needed to explain it or to wind it back to an earlier moment. */
export const Ballot = z.strictObject({
  /** Contestants whose reaction of this member is known to be on the message. */
  reactions: z.array(z.string()).readonly(),
  /** The same for super reactions: one emoji can be on the message twice, plain and super. */
  supers: z.array(z.string()).readonly().optional(),
  /** Every act that changed the vote, oldest first. The last one is the vote. */
  history: z.array(Moment).readonly(),
});
export type Ballot = z.infer<typeof Ballot>;

export type VoteAct =
  | { readonly kind: 'press'; readonly choice: string }
  /** `isSuper`: of the two reactions that one emoji can be. Absent = the plain one. */
  | { readonly kind: 'react' | 'unreact'; readonly choice: string; readonly isSuper?: boolean | undefined };

export type BallotChange =
  | { readonly kind: 'counted'; readonly choice: string }
  | { readonly kind: 'moved'; readonly from: string; readonly choice: string }
  | { readonly kind: 'unchanged'; readonly choice: string }
  | { readonly kind: 'withdrawn'; readonly from: string }
  | { readonly kind: 'nothing' };

export const emptyBallot: Ballot = { reactions: [], history: [] };

/** The acts of before `lockedAsOfMs` that stood for some time, oldest first: the last one is what counts. */
export function countedMoments({ history }: Ballot, lockedAsOfMs: number): Ballot['history'] {
  const counted: Ballot['history'][number][] = [];
  for (const moment of history.toReversed()) {
    if (moment.atMs >= lockedAsOfMs) continue;
    // A clock set back: what came later holds from its own moment on, whatever had been written before.
    const after = counted.at(-1);
    if (after === undefined || moment.atMs < after.atMs) counted.push(moment);
  }
  return counted.toReversed();
}

/** What the member holds now, if anything. */
export function choiceOf(ballot: Ballot): string | undefined {
  return ballot.history.at(-1)?.choice ?? undefined;
}

/** The act that stood just before `atMs`: a poll locked as of that moment counts this. */
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
 *
 * - The last act counts, whatever its door.
 * - A press on what already stands makes the button its door: its receipt promised that the vote stands, so a reaction
 *   taken off later does not withdraw it.
 * - A reaction taken off withdraws the vote that this reaction made, and nothing else; where it was plain and super, only
 *   when neither is left.
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

/** A reaction is known to be on the message, whatever it means. */
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
  return { ...ballot, history: [...ballot.history, { choice, atMs, door }] };
}

/** Contestants whose reactions of this member should come off the message: all but those of the one that stands. */
export function reactionsToTakeOff(ballot: Ballot): readonly string[] {
  const choice = choiceOf(ballot);
  if (choice === undefined) return [];
  return [...new Set([...ballot.reactions, ...(ballot.supers ?? [])])].filter((known) => known !== choice);
}
