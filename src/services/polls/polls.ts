import type { Notice } from '../../domain/notices.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { Change, Store } from '../../storage/index.ts';
import type { Meter } from '../../util/meter.ts';
import type { Members } from '../members.ts';
import type { Scheduler } from '../scheduler.ts';
import { createBracketBook } from './brackets/bracket-book.ts';
import { type BracketGames, createBracketGames } from './brackets/games.ts';
import { createPollDrafts, type PollDrafts } from './drafts.ts';
import { createForgettingVotes, type ForgettingVotes } from './forget-votes.ts';
import { createAdvance } from './lifecycle/advance-poll.ts';
import { createAskAbout } from './lifecycle/ask-about.ts';
import { createFinishDeleting } from './lifecycle/deleted-polls.ts';
import { createEpisodesOut, type EpisodesOut } from './lifecycle/episodes-out.ts';
import { createHorizonMoves, type HorizonMoves } from './lifecycle/horizon-move.ts';
import { createLifecycle, type Lifecycle } from './lifecycle/lifecycle.ts';
import { createRolesGone, type RolesGone } from './lifecycle/roles-gone.ts';
import { createPausing } from './messages/pause-poll.ts';
import { createPollReactions } from './messages/place-reactions.ts';
import { createPollFacts } from './messages/poll-facts.ts';
import { createPollMessages } from './messages/update-messages.ts';
import { createMessagesOfPolls, type MessagesOfPolls } from './messages-of-polls.ts';
import { createOpening, type Opening } from './opening.ts';
import { createPollBook, type PollBook } from './poll-book.ts';
import type { PollParts } from './poll-parts.ts';
import { createPrivateReminders, type PrivateReminders } from './private-reminders.ts';
import { type BracketPicks, createBracketPicks } from './scores/bracket-picks.ts';
import { createScores, type Scores } from './scores/scores.ts';
import { createSplits, type Splits } from './scores/splits.ts';
import { createSeriesReleases } from './series-releases.ts';
import { createUpkeepOfPolls, type UpkeepOfPolls } from './upkeep.ts';
import { createBallotBox } from './votes/ballot-box.ts';
import { createComparisons } from './votes/comparisons.ts';
import { createLockGate } from './votes/lock-gate.ts';
import { createReactionTidier } from './votes/tidy-reactions.ts';
import { createVoting, type Voting } from './votes/voting.ts';

/** The predictions of servers, by what one wants of them. */
export interface Polls {
  readonly book: Pick<PollBook, 'get' | 'ofServer' | 'beginGame'>;
  readonly opening: Opening;
  readonly drafts: PollDrafts;
  readonly votes: Voting;
  readonly lifecycle: Pick<Lifecycle, 'lock' | 'giveResult' | 'reopen' | 'makeVoid' | 'remove' | 'edit'>;
  readonly messages: MessagesOfPolls;
  readonly scores: Scores;
  readonly splits: Pick<Splits, 'of'>;
  readonly games: BracketGames;
  readonly brackets: BracketPicks;
  readonly horizons: HorizonMoves;
  readonly episodes: EpisodesOut;
  readonly roles: Pick<RolesGone, 'roleGone'>;
  readonly reminders: Pick<PrivateReminders, 'toggle'>;
  readonly forgetting: ForgettingVotes;
  readonly upkeep: UpkeepOfPolls;
}

/** Polls that are brought to their channels side by side: with these, answers to people still go first at Discord's pace. */
const POLLS_AT_ONCE = 16;

export function createPolls(
  given: Omit<PollParts, 'book' | 'box' | 'tidier' | 'gate' | 'comparisons'> & {
    store: Store;
    members: Pick<Members, 'get' | 'furthest'>;
    /** The one way a poll moves on: deadlines, owed messages, drawings. */
    scheduler: Pick<Scheduler, 'work'>;
    /** Default: nothing is counted. */
    meter?: Pick<Meter, 'vote'>;
    /** An open poll waits for an episode, and did not before. */
    onWaiting?: () => void;
    /** Writes a poll that was settled, with whatever else is known by that. Default: it alone. */
    commitResult?: (settled: Poll, changes: readonly Change[]) => Promise<unknown>;
    /** A server's horizon was set. */
    onMoved?: (guildId: string) => void;
    /** Which shard a server belongs to; absent = there is one. */
    shardOf?: (guildId: string) => number;
    /** Tells the moderators of a server once, when it is written together with what made it worth telling. */
    telling?: (guildId: string, notice: Notice) => Change;
  },
): Polls {
  const box = createBallotBox(given);
  const tidier = createReactionTidier({ ...given, box });
  const comparisons = createComparisons({ ...given, box, tidier });
  // A poll that is at rest by now has nothing to do, whoever poked it.
  const work = given.scheduler.work(
    'poll',
    async (pollId) => (book.isLive(pollId) ? advance(pollId) : Number.POSITIVE_INFINITY),
    { atOnce: POLLS_AT_ONCE },
  );
  const matchIdOf = (matchId: string, guildId: string) =>
    given.knowledge.forServer(guildId).seenFrom('all').match(matchId)?.id ?? matchId;
  const book = createPollBook({ ...given, matchIdOf, onLive: work.add });
  const parts: PollParts = { ...given, book, box, tidier, comparisons, gate: createLockGate() };
  const scores = createScores({ ...parts, matchIdOf });
  const splits = createSplits({ ...given, box });
  const messages = createPollMessages({
    ...parts,
    facts: createPollFacts({ ...parts, scores, splits }),
    reactions: createPollReactions({ ...given, book, box }),
    paused: createPausing({ ...given, book }),
  });
  const changed = (pollId: string) => {
    messages.changed(pollId);
    work.poke(pollId);
  };
  /** A burst of votes looks once at what the poll has to do: while a drawing is due, that is planned already. */
  const voted = (pollId: string) => {
    if (!messages.changed(pollId)) work.poke(pollId);
  };
  const voting = createVoting({ ...parts, voted, changed });
  const releases = createSeriesReleases({ shardOf: () => 0, ...given });
  const lifecycle = createLifecycle({ ...given, ...parts, releases, changed });

  const picks = createBracketBook({ ...given, box });
  const roles = createRolesGone({ ...given, book, changed });
  const reminders = createPrivateReminders({ ...given, book, box });
  const finishDeleting = createFinishDeleting({ ...parts, store: given.store, messages, reminders });
  const askAbout = createAskAbout({ ...given, book });
  const { advance, noteAbsence } = createAdvance({
    ...parts,
    lifecycle,
    messages,
    splits,
    roles,
    reminders,
    askAbout,
    finishDeleting,
  });

  return {
    book,
    opening: createOpening({ ...parts, messages, releases, work, matchIdOf }),
    drafts: createPollDrafts(given),
    votes: voting,
    lifecycle,
    messages: createMessagesOfPolls({ ...parts, messages, work, changed }),
    scores,
    splits,
    games: createBracketGames({ ...given, book, releases, picks }),
    brackets: createBracketPicks({ ...parts, scores }),
    episodes: createEpisodesOut({ ...parts, lifecycle, releases, changed }),
    horizons: createHorizonMoves({ ...parts, lifecycle, changed, onMoved: given.onMoved }),
    roles,
    reminders,
    forgetting: createForgettingVotes({ ...parts, store: given.store, brackets: picks, changed }),
    upkeep: createUpkeepOfPolls({ book, messages, reminders, work, noteAbsence }),
  };
}
