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
  /** Every act that changed the vote, oldest first. The last one is the vote. */
  history: z.array(Moment).readonly(),
});
export type Ballot = z.infer<typeof Ballot>;

export type VoteAct =
  | { readonly kind: 'press'; readonly choice: string }
  | { readonly kind: 'react'; readonly choice: string }
  | { readonly kind: 'unreact'; readonly choice: string };

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

/**
 * Applies one act of the member.
 *
 * - The last act counts, whatever its door.
 * - A press on what already stands makes the button its door: its receipt promised that the vote stands, so a reaction
 *   taken off later does not withdraw it.
 * - A reaction taken off withdraws the vote that this reaction made, and nothing else.
 */
export function applyAct(ballot: Ballot, act: VoteAct, atMs: number): { ballot: Ballot; change: BallotChange } {
  const held = ballot.history.at(-1);
  const from = held?.choice ?? undefined;
  const { choice } = act;

  if (act.kind === 'unreact') {
    const left = { ...ballot, reactions: ballot.reactions.filter((known) => known !== choice) };
    if (from !== choice || held?.door !== 'reaction') return { ballot: left, change: { kind: 'nothing' } };
    return { ballot: remember(left, null, atMs, 'reaction'), change: { kind: 'withdrawn', from } };
  }

  const door = act.kind === 'press' ? 'button' : 'reaction';
  const reactions =
    act.kind === 'react' ? [...ballot.reactions.filter((known) => known !== choice), choice] : ballot.reactions;
  const kept = { ...ballot, reactions };

  if (from === choice) {
    const firmer = door === 'button' && held?.door === 'reaction' ? remember(kept, choice, atMs, door) : kept;
    return { ballot: firmer, change: { kind: 'unchanged', choice } };
  }
  return {
    ballot: remember(kept, choice, atMs, door),
    change: from === undefined ? { kind: 'counted', choice } : { kind: 'moved', from, choice },
  };
}

function remember(ballot: Ballot, choice: string | null, atMs: number, door: Door): Ballot {
  return { ...ballot, history: [...ballot.history, { choice, atMs, door }] };
}

/** Reactions of this member that should come off the message: all but the one that stands. */
export function reactionsToTakeOff(ballot: Ballot): readonly string[] {
  const choice = choiceOf(ballot);
  return choice === undefined ? [] : ballot.reactions.filter((known) => known !== choice);
}
