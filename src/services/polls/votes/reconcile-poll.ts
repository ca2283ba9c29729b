import { type Ballot, emptyBallot, reactionsToTakeOff, withReactions } from '../../../domain/poll/ballot.ts';
import { reactionNames } from '../../../domain/poll/emoji.ts';
import { hasRole, isForEveryone, type Poll } from '../../../domain/poll/poll.ts';
import { newlyThere, reconcileBallot } from '../../../domain/poll/reconcile.ts';
import { DamagedRecordError } from '../../../storage/index.ts';
import type { Log } from '../../../util/log.ts';
import type { Publisher, Refused } from '../../publisher.ts';
import type { BallotBox } from './ballot-box.ts';
import type { ReactionTidier } from './tidy-reactions.ts';

export type Reconciled =
  | {
      readonly kind: 'done';
      readonly changed: number;
      readonly uncounted: number;
      /** Members who could not be compared now; the others were. */
      readonly left: number;
    }
  | Refused;

/** What comparing works with. */
export interface ComparisonParts {
  readonly box: BallotBox;
  readonly publisher: Publisher;
  readonly tidier: ReactionTidier;
  readonly log: Log;
}

/** A member's reactions on the message: contestants with a plain one, and with a super one. */
interface Reactions {
  readonly now: readonly string[];
  readonly supers: readonly string[];
}

const COMPARED_AT_ONCE = 256;

const noReactions: Reactions = { now: [], supers: [] };

interface OnMessage {
  readonly members: ReadonlyMap<string, Reactions>;
  /** Contestants whose emoji the bot does not hold itself any more. */
  readonly cleared: ReadonlySet<string>;
}

export interface Comparing {
  /**
   * When what is found counts as done. With `too-late` nothing newly there counts, and nothing newly gone either; it is
   * only counted how many members the former concerns.
   */
  readonly votesAtMs: number | 'too-late';
  /**
   * Whoever acted after this was heard, and nobody can tell that what is found is newer: their vote stands. It is the moment
   * from which something may have been missed, or that of the last look that did not show what is found.
   */
  readonly actedSinceMs: number;
  /** Whether nobody looked for a while: only what came then is told as not counted. */
  readonly wasAway: boolean;
  /** Reactions that were heard, and were no votes, since voting was over. */
  readonly heardTooLate: (userId: string, choice: string) => boolean;
}

/** Compares the reactions on a poll's message with those known, and draws the conclusions of `reconcileBallot`. */
export async function reconcilePoll(parts: ComparisonParts, poll: Poll, comparing: Comparing): Promise<Reconciled> {
  const { box, log } = parts;
  // Where the bot could not add its own, members may have.
  if (poll.secret || poll.message.id === undefined) {
    return { kind: 'done', changed: 0, uncounted: 0, left: 0 };
  }
  // Ballots first: whoever's ballot changes from here on is being heard live, and newer than what is read now.
  const ballots = await box.all(poll.id);
  const found = await readReactions(parts, poll, poll.message.id);
  if ('kind' in found) return found;

  const counted = { changed: 0, uncounted: 0, left: 0 };
  const compare = async (userId: string): Promise<void> => {
    const there = withoutLate(found.members.get(userId) ?? noReactions, (one) => comparing.heardTooLate(userId, one));
    try {
      const came = await compareMember(parts, poll, comparing, { userId, there, known: ballots.get(userId), found });
      if (came !== 'nothing') counted[came] += 1;
    } catch (err) {
      // A ballot that cannot be read stays as it is, however often it is looked at.
      if (err instanceof DamagedRecordError) return;
      // One member's roles that cannot be asked for are no other member's affair.
      counted.left += 1;
      log.warn({ err, pollId: poll.id }, 'The reactions of a member could not be compared; the others were');
    }
  };
  const everybody = [...new Set([...ballots.keys(), ...found.members.keys()])];
  // Side by side, so that many votes share one sync of the disk; one by one where each is asked about at Discord.
  const atOnce = isForEveryone(poll) ? COMPARED_AT_ONCE : 1;
  for (let start = 0; start < everybody.length; start += atOnce) {
    await Promise.all(everybody.slice(start, start + atOnce).map(compare));
  }

  tidy(parts, poll, ballots, found);
  return { kind: 'done', ...counted };
}

async function compareMember(
  parts: ComparisonParts,
  poll: Poll,
  { votesAtMs, actedSinceMs, wasAway }: Comparing,
  member: { userId: string; there: Reactions; known: Ballot | undefined; found: OnMessage },
): Promise<'changed' | 'uncounted' | 'nothing'> {
  const { userId, there, known, found } = member;
  const isNew = newlyThere(known ?? emptyBallot, there).length > 0;
  if (!isNew && isSame(withReactions(known ?? emptyBallot, there), known)) return 'nothing';
  if (votesAtMs === 'too-late') return isNew && wasAway ? 'uncounted' : 'nothing';
  if (isNew && !(await mayVote(parts, poll, userId))) {
    // No vote, and known to be there from now on.
    const asFound = (ballot: Ballot) => (isSame(ballot, known) ? withReactions(ballot, there) : ballot);
    await parts.box.change(poll.id, userId, (ballot) => ({ ballot: asFound(ballot), change: { kind: 'nothing' } }));
    return 'nothing';
  }
  const change = await parts.box.change(poll.id, userId, (ballot) => {
    if (!isSame(ballot, known)) return { ballot, change: { kind: 'nothing' } };
    const lastAct = ballot.history.at(-1);
    return lastAct !== undefined && lastAct.atMs > actedSinceMs
      ? { ballot: withReactions(ballot, there), change: { kind: 'nothing' } }
      : reconcileBallot(ballot, { ...there, cleared: found.cleared }, votesAtMs);
  });
  return change.kind === 'nothing' || change.kind === 'unchanged' ? 'nothing' : 'changed';
}

function withoutLate({ now, supers }: Reactions, isLate: (choice: string) => boolean): Reactions {
  return { now: now.filter((one) => !isLate(one)), supers: supers.filter((one) => !isLate(one)) };
}

async function readReactions(
  parts: Pick<ComparisonParts, 'publisher'>,
  poll: Poll,
  messageId: string,
): Promise<OnMessage | Refused> {
  const members = new Map<string, { now: string[]; supers: string[] }>();
  const cleared = new Set<string>();
  const add = (userIds: Iterable<string>, kind: 'now' | 'supers', choice: string) => {
    for (const userId of userIds) {
      const own = members.get(userId) ?? { now: [], supers: [] };
      members.set(userId, own);
      own[kind].push(choice);
    }
  };
  const counts = await parts.publisher.reactionCounts(poll.channelId, messageId);
  if (counts.kind === 'refused') return counts;
  for (const contestant of poll.contestants) {
    const [plain, supers] = [new Set<string>(), new Set<string>()];
    let own = false;
    for (const name of reactionNames(contestant.emoji)) {
      const reactors = await parts.publisher.reactors(poll.channelId, messageId, name, counts);
      if (reactors.kind === 'refused') return reactors;
      own ||= reactors.own;
      for (const userId of reactors.userIds) plain.add(userId);
      for (const userId of reactors.superUserIds ?? []) supers.add(userId);
    }
    if (!own) cleared.add(contestant.id);
    add(plain, 'now', contestant.id);
    add(supers, 'supers', contestant.id);
  }
  return { members, cleared };
}

/** Who newly reacted is asked about; the event that would have told their roles was missed. */
async function mayVote(parts: Pick<ComparisonParts, 'publisher'>, poll: Poll, userId: string): Promise<boolean> {
  if (isForEveryone(poll)) return true;
  const roleIds = await parts.publisher.memberRoles(poll.guildId, userId);
  return roleIds !== undefined && hasRole(poll, roleIds);
}

/** Puts back what was cleared, and takes off what does not stand. Nothing waits for it. */
function tidy(
  { box, tidier, log }: ComparisonParts,
  poll: Poll,
  ballots: ReadonlyMap<string, Ballot>,
  { members, cleared }: OnMessage,
): void {
  const failed = (err: unknown) => log.warn({ err, pollId: poll.id }, 'The reactions of a poll were not tidied');
  tidier.putBack(poll, cleared).catch(failed);
  for (const [userId, { now, supers }] of members) {
    if (new Set([...now, ...supers]).size < 2) continue;
    const takeOff = async () => {
      const ballot = (await box.settled(poll.id, userId)) ?? ballots.get(userId);
      if (ballot) tidier.takeOff(poll, reactionsToTakeOff(ballot), userId, true);
    };
    takeOff().catch(failed);
  }
}

function isSame(ballot: Ballot, before: Ballot = emptyBallot): boolean {
  return (
    ballot.history.length === before.history.length &&
    sameChoices(ballot.reactions, before.reactions) &&
    sameChoices(ballot.supers ?? [], before.supers ?? [])
  );
}

function sameChoices(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((choice) => b.includes(choice));
}
