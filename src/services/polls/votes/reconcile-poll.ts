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
      /** Number of members who could not be compared now; the others were. */
      readonly left: number;
    }
  | Refused;

/** What a comparison works with. */
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

const COMPARED_AT_ONCE = 1_000;

const noReactions: Reactions = { now: [], supers: [] };

interface OnMessage {
  readonly members: ReadonlyMap<string, Reactions>;
  /** Contestants from whose emoji the bot's own reaction is missing: somebody cleared them. */
  readonly cleared: ReadonlySet<string>;
}

export interface Comparing {
  /**
   * The time given to votes that are found. With `too-late`, new reactions do not count (only the number of members
   * concerned is told), and neither do reactions that are gone.
   */
  readonly votesAtMs: number | 'too-late';
  /**
   * For a member who acted after this, nobody can tell whether what is found is newer, so their known vote stands. It
   * is the moment since which something may have been missed, or that of the last comparison that did not show what is
   * found.
   */
  readonly actedSinceMs: number;
  /** Whether the bot was away: only what came in that time is told as not counted. */
  readonly wasAway: boolean;
  /** Whether this reaction was added or taken off after voting was over: then what was known of it before stands. */
  readonly heardTooLate: (userId: string, choice: string) => boolean;
}

/** Compares the reactions on a poll's message with the known ones, and changes ballots as `reconcileBallot` decides. */
export async function reconcilePoll(parts: ComparisonParts, poll: Poll, comparing: Comparing): Promise<Reconciled> {
  const { box, log } = parts;
  // No reactions are votes here: the poll is secret, or has no message.
  if (poll.secret || poll.message.id === undefined) {
    return { kind: 'done', changed: 0, uncounted: 0, left: 0 };
  }
  // Ballots first: a ballot that changes from here on does so by an event, which is newer than what is read now.
  const ballots = await box.all(poll.id);
  const found = await readReactions(parts, poll, poll.message.id);
  if ('kind' in found) return found;

  const counted = { changed: 0, uncounted: 0, left: 0 };
  const compare = async (userId: string): Promise<void> => {
    const known = ballots.get(userId);
    const isLate = (choice: string) => comparing.heardTooLate(userId, choice);
    const there = asBeforeLate(found.members.get(userId) ?? noReactions, known ?? emptyBallot, isLate);
    try {
      const came = await compareMember(parts, poll, comparing, { userId, there, known, found });
      if (came !== 'nothing') counted[came] += 1;
    } catch (err) {
      // A damaged ballot stays as it is, however often it is compared.
      if (err instanceof DamagedRecordError) return;
      // A member whose roles cannot be fetched must not stop the others.
      counted.left += 1;
      log.warn({ err, pollId: poll.id }, 'The reactions of a member could not be compared; the others were');
    }
  };
  const everybody = [...new Set([...ballots.keys(), ...found.members.keys()])];
  // Many at a time, so that their votes share one sync of the disk; one by one where Discord must be asked about each.
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
    // These reactions are no vote; from now on they are known to be there.
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

/** The reactions found, but of those that somebody changed too late, the ones known before. */
function asBeforeLate(found: Reactions, known: Ballot, isLate: (choice: string) => boolean): Reactions {
  const before = (there: readonly string[], then: readonly string[]) => [
    ...there.filter((choice) => !isLate(choice)),
    ...then.filter(isLate),
  ];
  return { now: before(found.now, known.reactions), supers: before(found.supers, known.supers ?? []) };
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

/** The event that would have told the roles of a new voter was missed, so they are fetched. */
async function mayVote(parts: Pick<ComparisonParts, 'publisher'>, poll: Poll, userId: string): Promise<boolean> {
  if (isForEveryone(poll)) return true;
  const roleIds = await parts.publisher.memberRoles(poll.guildId, userId);
  return roleIds !== undefined && hasRole(poll, roleIds);
}

/** Puts back cleared reactions, and takes off those that are no vote. Nobody waits for it. */
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
