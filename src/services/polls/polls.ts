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
import { createCountedPolls } from './scores/counted-polls.ts';
import { createScores, type Scores } from './scores/scores.ts';
import { createSplits, type Splits } from './scores/splits.ts';
import { createVotesOfPolls } from './scores/votes-of-polls.ts';
import { createSeriesReleases } from './series-releases.ts';
import { createUpkeepOfPolls, type UpkeepOfPolls } from './upkeep.ts';
import { createBallotBox } from './votes/ballot-box.ts';
import { createComparisons } from './votes/comparisons.ts';
import { createLockGate } from './votes/lock-gate.ts';
import { createReactionTidier } from './votes/tidy-reactions.ts';
import { createVoting, type Voting } from './votes/voting.ts';

/** A server's polls, divided by task. */
export interface Polls {
  readonly book: Pick<PollBook, 'get' | 'getMany' | 'ofServer' | 'beginGame'>;
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

/**
 * Polls that are brought up to date side by side: with this many, answers to people still go first within Discord's
 * limits.
 */
const POLLS_AT_ONCE = 16;

export function createPolls(
  given: Omit<PollParts, 'book' | 'box' | 'tidier' | 'gate' | 'comparisons'> & {
    store: Store;
    members: Pick<Members, 'get' | 'furthest'>;
    /** Runs the work of polls: deadlines, owed messages, redraws. */
    scheduler: Pick<Scheduler, 'work'>;
    /** Default: nothing is counted. */
    meter?: Pick<Meter, 'vote'>;
    /** Called when an open poll waits for its episode that did not before. */
    onWaiting?: () => void;
    /** Writes a settled poll, with whatever else becomes known by its result. Default: writes the poll alone. */
    commitResult?: (settled: Poll, changes: readonly Change[]) => Promise<unknown>;
    /** Called when a server's horizon was set. */
    onMoved?: (guildId: string) => void;
    /** Which shard a server belongs to; absent = there is one. */
    shardOf?: (guildId: string) => number;
    /**
     * The change that tells the moderators of a server; write it together with what caused it. Default: nobody is told.
     */
    telling?: (guildId: string, notice: Notice) => Change;
  },
): Polls {
  const box = createBallotBox(given);
  const tidier = createReactionTidier({ ...given, box });
  const comparisons = createComparisons({ ...given, box, tidier });
  // A poll that is at rest by now has nothing to do, whatever poked it.
  const work = given.scheduler.work(
    'poll',
    async (pollId) => (book.isLive(pollId) ? advance(pollId) : Number.POSITIVE_INFINITY),
    { atOnce: POLLS_AT_ONCE },
  );
  const matchIdOf = (matchId: string, guildId: string) =>
    given.knowledge.forServer(guildId).seenFrom('all').match(matchId)?.id ?? matchId;
  const book = createPollBook({ ...given, matchIdOf, onLive: work.add });
  const parts: PollParts = { ...given, book, box, tidier, comparisons, gate: createLockGate() };
  const votes = createVotesOfPolls({ ...given, box });
  const counted = createCountedPolls({ ...given, book, votes });
  const scores = createScores({ ...parts, counted, votes, matchIdOf });
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
  /**
   * A vote only marks the poll for a redraw where none is planned yet, so that a burst of votes costs one look at the
   * poll.
   */
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
    counted,
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
    games: createBracketGames({ ...given, polls: counted, releases, picks }),
    brackets: createBracketPicks({ ...parts, scores }),
    episodes: createEpisodesOut({ ...parts, lifecycle, releases, changed }),
    horizons: createHorizonMoves({ ...parts, lifecycle, changed, onMoved: given.onMoved }),
    roles,
    reminders,
    forgetting: createForgettingVotes({ ...parts, store: given.store, brackets: picks, changed }),
    upkeep: createUpkeepOfPolls({ book, messages, reminders, work, noteAbsence }),
  };
}
