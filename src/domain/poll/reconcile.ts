import { applyAct, type Ballot, type BallotChange, choiceOf, hasReacted, withReactions } from './ballot.ts';

export interface SeenReactions {
  /** Contestants whose reaction of the member is on the message now. */
  readonly now: readonly string[];
  /** The same for super reactions. */
  readonly supers?: readonly string[];
  /**
   * Contestants whose emoji the bot no longer holds itself: someone cleared it for everybody. Such a clearing withdraws
   * nothing.
   */
  readonly cleared: ReadonlySet<string>;
}

/**
 * Compares what is on the message with what was known before an absence.
 *
 * - one reaction newly there: a vote made meanwhile
 * - two or more newly there: no vote, since nobody can tell which was last; the known choice stays
 * - the reaction that made the vote newly gone, and none newly there: withdrawn
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
 * Contestants with a reaction on the message, plain or super, that was not known: after a lock that passed meanwhile,
 * these are what was not counted.
 */
export function newlyThere(
  { reactions, supers = [] }: Ballot,
  seen: Pick<SeenReactions, 'now' | 'supers'>,
): readonly string[] {
  const plain = seen.now.filter((choice) => !reactions.includes(choice));
  return [...new Set([...plain, ...(seen.supers ?? []).filter((choice) => !supers.includes(choice))])];
}
