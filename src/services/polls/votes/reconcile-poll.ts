import { type Ballot, emptyBallot, reactionsToTakeOff } from '../../../domain/poll/ballot.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { newlyThere, reconcileBallot } from '../../../domain/poll/reconcile.ts';
import type { Publisher, Refused } from '../../publisher.ts';
import type { BallotBox } from './ballot-box.ts';
import type { ReactionTidier } from './tidy-reactions.ts';

export type Reconciled = { readonly kind: 'done'; readonly changed: number; readonly uncounted: number } | Refused;

/** What comparing works with. */
export interface ComparisonParts {
  readonly box: BallotBox;
  readonly publisher: Publisher;
  readonly tidier: ReactionTidier;
}

interface OnMessage {
  /** Member → contestants they have a reaction for. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Contestants whose emoji the bot does not hold itself any more. */
  readonly cleared: ReadonlySet<string>;
}

export interface Comparing {
  /**
   * When what is found counts as done. With `too-late` nothing newly there counts, and nothing newly gone either; it is
   * only counted how many members the former concerns.
   */
  readonly votesAtMs: number | 'too-late';
  /** Members who acted after this were heard: nobody can tell that what is found is newer, so their vote stands. */
  readonly actedSinceMs: number;
}

/** Compares the reactions on a poll's message with those known, and draws the conclusions of `reconcileBallot`. */
export async function reconcilePoll(
  parts: ComparisonParts,
  poll: Poll,
  { votesAtMs, actedSinceMs }: Comparing,
): Promise<Reconciled> {
  const { box } = parts;
  if (poll.secret || poll.message.id === undefined || !poll.reactionsPlaced) {
    return { kind: 'done', changed: 0, uncounted: 0 };
  }
  // Ballots first: whoever's ballot changes from here on is being heard live, and newer than what is read now.
  const ballots = await box.all(poll.id);
  const found = await readReactions(parts, poll, poll.message.id);
  if ('kind' in found) return found;

  let changed = 0;
  let uncounted = 0;

  for (const userId of new Set([...ballots.keys(), ...found.choices.keys()])) {
    const now = found.choices.get(userId) ?? [];
    const known = ballots.get(userId);
    if (known === undefined ? now.length === 0 : sameChoices(known.reactions, now)) continue;
    if (votesAtMs === 'too-late') {
      if (newlyThere(known ?? emptyBallot, now).length > 0) uncounted += 1;
      continue;
    }
    if (!(await mayVote(parts, poll, userId, known, now))) continue;
    const change = await box.change(poll.id, userId, (ballot) =>
      isSame(ballot, known)
        ? (ballot.history.at(-1)?.atMs ?? 0) > actedSinceMs
          ? { ballot: { ...ballot, reactions: [...now] }, change: { kind: 'nothing' } }
          : reconcileBallot(ballot, { now, cleared: found.cleared }, votesAtMs)
        : { ballot, change: { kind: 'nothing' } },
    );
    if (change.kind !== 'nothing' && change.kind !== 'unchanged') changed += 1;
  }

  await tidy(parts, poll, found);
  return { kind: 'done', changed, uncounted };
}

async function readReactions(
  parts: Pick<ComparisonParts, 'publisher'>,
  poll: Poll,
  messageId: string,
): Promise<OnMessage | Refused> {
  const choices = new Map<string, string[]>();
  const cleared = new Set<string>();
  for (const contestant of poll.contestants) {
    const reactors = await parts.publisher.reactors(poll.channelId, messageId, contestant.emoji);
    if (reactors.kind === 'refused') return reactors;
    if (!reactors.own) cleared.add(contestant.id);
    for (const userId of reactors.userIds) choices.set(userId, [...(choices.get(userId) ?? []), contestant.id]);
  }
  return { choices, cleared };
}

/** Who newly reacted is asked about; the event that would have told their roles was missed. */
async function mayVote(
  parts: Pick<ComparisonParts, 'publisher'>,
  poll: Poll,
  userId: string,
  known: Ballot | undefined,
  now: readonly string[],
) {
  if (poll.roleId === undefined || newlyThere(known ?? emptyBallot, now).length === 0) return true;
  const roleIds = await parts.publisher.memberRoles(poll.guildId, userId);
  return roleIds?.includes(poll.roleId) ?? false;
}

/** Puts back what was cleared, and takes off what does not stand. */
async function tidy(
  { box, tidier }: Pick<ComparisonParts, 'box' | 'tidier'>,
  poll: Poll,
  found: OnMessage,
): Promise<void> {
  await tidier.putBack(poll, found.cleared);
  for (const [userId, choices] of found.choices) {
    const ballot = choices.length > 1 ? await box.of(poll.id, userId) : undefined;
    if (ballot) await tidier.takeOff(poll, reactionsToTakeOff(ballot), userId);
  }
}

function isSame(ballot: Ballot, before: Ballot = emptyBallot): boolean {
  return ballot.history.length === before.history.length && sameChoices(ballot.reactions, before.reactions);
}

function sameChoices(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((choice) => b.includes(choice));
}
