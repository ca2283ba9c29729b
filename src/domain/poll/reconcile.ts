import { applyAct, type Ballot, type BallotChange, choiceOf } from './ballot.ts';

export interface SeenReactions {
  /** Contestants whose reaction of the member is on the message now. */
  readonly now: readonly string[];
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
  const appeared = newlyThere(ballot, seen.now);
  const settled = (changed: Ballot): Ballot => ({ ...changed, reactions: [...seen.now] });

  const [only] = appeared;
  if (only !== undefined && appeared.length === 1) {
    const { ballot: voted, change } = applyAct(ballot, { kind: 'react', choice: only }, atMs);
    return { ballot: settled(voted), change };
  }

  const choice = choiceOf(ballot);
  const gone = choice !== undefined && ballot.reactions.includes(choice) && !seen.now.includes(choice);
  if (appeared.length === 0 && gone && !seen.cleared.has(choice)) {
    const { ballot: withdrawn, change } = applyAct(ballot, { kind: 'unreact', choice }, atMs);
    return { ballot: settled(withdrawn), change };
  }

  return { ballot: settled(ballot), change: { kind: 'nothing' } };
}

/** Reactions on the message that were not known: after a lock that passed meanwhile, these are what was not counted. */
export function newlyThere(ballot: Ballot, now: readonly string[]): readonly string[] {
  return now.filter((choice) => !ballot.reactions.includes(choice));
}
