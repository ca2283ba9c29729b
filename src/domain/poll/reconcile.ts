import { applyAct, type Ballot, type BallotChange, choiceOf, hasReacted, withReactions } from './ballot.ts';

export interface SeenReactions {
  /** Contestants for whom the member's plain reaction is on the message now. */
  readonly now: readonly string[];
  /** The same for super reactions. */
  readonly supers?: readonly string[];
  /** Contestants whose emoji was cleared for everybody (the bot's own reaction is gone too): that withdraws no vote. */
  readonly cleared: ReadonlySet<string>;
}

/**
 * Compares the reactions on the message with those known before an absence.
 * - one new reaction: a vote made meanwhile
 * - two or more new ones: no vote, because nobody can tell which was last; the known choice stays
 * - the reaction that made the vote is gone, and none is new: the vote is withdrawn
 */
export function reconcileBallot(
  ballot: Ballot,
  seen: SeenReactions,
  atMs: number,
): { ballot: Ballot; change: BallotChange } {
  const appeared = newlyThere(ballot, seen);
  const settled = (changed: Ballot): Ballot => withReactions(changed, seen);

  const [only] = appeared;
  if (only !== undefined && appeared.length === 1) {
    const { ballot: voted, change } = applyAct(ballot, { kind: 'react', choice: only }, atMs);
    return { ballot: settled(voted), change };
  }

  const choice = choiceOf(ballot);
  const isThere = (one: string) => seen.now.includes(one) || seen.supers?.includes(one) === true;
  const gone = choice !== undefined && hasReacted(ballot, choice) && !isThere(choice);
  if (appeared.length === 0 && gone && !seen.cleared.has(choice)) {
    const left = withReactions(ballot, { now: [choice] });
    const { ballot: withdrawn, change } = applyAct(left, { kind: 'unreact', choice }, atMs);
    return { ballot: settled(withdrawn), change };
  }

  return { ballot: settled(ballot), change: { kind: 'nothing' } };
}

/**
 * Contestants with a reaction, plain or super, that was not known. If the lock passed during the absence, these are the
 * votes that are not counted.
 */
export function newlyThere(
  { reactions, supers = [] }: Ballot,
  seen: Pick<SeenReactions, 'now' | 'supers'>,
): readonly string[] {
  const plain = seen.now.filter((choice) => !reactions.includes(choice));
  return [...new Set([...plain, ...(seen.supers ?? []).filter((choice) => !supers.includes(choice))])];
}
