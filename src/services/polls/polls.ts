import type { Notice } from '../../domain/notices.ts';
import { type Poll, repostPoll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Change, Store } from '../../storage/index.ts';
import type { Members } from '../members.ts';
import type { Refused } from '../publisher.ts';
import type { Scheduler } from '../scheduler.ts';
import { createBracketBook } from './brackets/bracket-book.ts';
import { type BracketGames, createBracketGames } from './brackets/games.ts';
import { createAdvance } from './lifecycle/advance-poll.ts';
import { createEpisodesOut, type EpisodesOut } from './lifecycle/episodes-out.ts';
import { createHorizonMoves, type HorizonMoves } from './lifecycle/horizon-move.ts';
import { createLifecycle, type Lifecycle, type SeenPoll } from './lifecycle/lifecycle.ts';
import { createRolesGone, type RolesGone } from './lifecycle/roles-gone.ts';
import { createPausing } from './messages/pause-poll.ts';
import { createPollReactions } from './messages/place-reactions.ts';
import { createPollFacts } from './messages/poll-facts.ts';
import { createPollMessages } from './messages/update-messages.ts';
import { newPoll, type OpenRequest } from './open-poll.ts';
import { createPollBook, type PollBook } from './poll-book.ts';
import type { PollParts } from './poll-parts.ts';
import { type BracketPicks, createBracketPicks } from './scores/bracket-picks.ts';
import { createScores, type Scores } from './scores/scores.ts';
import { createSplits, type Splits } from './scores/splits.ts';
import { createSeriesOutings } from './series-outings.ts';
import { createBallotBox } from './votes/ballot-box.ts';
import { createComparisons } from './votes/comparisons.ts';
import { createLockGate } from './votes/lock-gate.ts';
import { createReactionTidier } from './votes/tidy-reactions.ts';
import { createVoting, forgetReactions, type Voting } from './votes/voting.ts';
import { knowsContestants } from './watched-by.ts';

/** Opening a poll, and what is checked before. */
export interface Opening {
  /** @throws UserError when the poll would spoil, cannot be, or closes at no time to come. */
  open(request: OpenRequest): Promise<{
    poll: Poll;
    trouble: Refused | undefined;
    /** What keeps some of its reactions away, while its buttons work. */
    withoutReactions: Refused | undefined;
  }>;
  /** @throws UserError when a poll cannot close then. */
  checkDeadline(closesAtMs: number): void;
  /** @throws UserError when a poll cannot close with this episode, since it is out already. */
  checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void>;
}

/** A poll's messages in its channel, as far as people have a say in them. */
export interface MessagesOfPolls {
  /**
   * Posts the poll's message anew, after someone deleted it. Every vote stays.
   *
   * @throws UserError when the channel does not know (any more) who stands in it
   */
  repost(seen: SeenPoll): Promise<Refused | undefined>;
  /** What the polls of a server show may be in other words now: their messages are drawn again. */
  drawAgain(guildId: string): void;
}

/** What keeps the polls going, whoever asks for nothing. */
export interface UpkeepOfPolls {
  /** Reads the polls of these servers; what happened to them while nobody looked is found out as they move on. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** The servers with polls that rest, because their channel or a permission is gone. */
  resting(): { has(guildId: string): boolean };
  /** Tries again now to reach the channels of a server's polls that rest: a moderator may have mended something. */
  tryAgain(guildId: string): void;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** The predictions of servers, by what one wants of them. */
export interface Polls {
  readonly book: Pick<PollBook, 'get' | 'ofServer'>;
  readonly opening: Opening;
  readonly votes: Voting;
  readonly lifecycle: Pick<Lifecycle, 'lock' | 'giveResult' | 'reopen' | 'makeVoid' | 'edit'>;
  readonly messages: MessagesOfPolls;
  readonly scores: Scores;
  readonly splits: Pick<Splits, 'of'>;
  readonly games: BracketGames;
  readonly brackets: BracketPicks;
  readonly horizons: HorizonMoves;
  readonly episodes: EpisodesOut;
  readonly roles: Pick<RolesGone, 'roleGone'>;
  readonly upkeep: UpkeepOfPolls;
}

/** A year and a day: who closes a poll later than this mistyped. */
const LATEST_CLOSE_MS = 366 * 86_400_000;
/** Polls that are brought to their channels side by side: with these, answers to people still go first at Discord's pace. */
const POLLS_AT_ONCE = 16;

export function createPolls(
  given: Omit<PollParts, 'book' | 'box' | 'tidier' | 'gate' | 'comparisons'> & {
    store: Store;
    members: Pick<Members, 'get' | 'furthest'>;
    /** The one way a poll moves on: deadlines, owed messages, drawings. */
    scheduler: Pick<Scheduler, 'work'>;
    /** An open poll waits for an episode, and did not before. */
    onWaiting?: () => void;
    /** Which shard a server belongs to; absent = there is one. */
    shardOf?: (guildId: string) => number;
    /** Tells the moderators of a server once, when it is written together with what made it worth telling. */
    telling?: (guildId: string, notice: Notice) => Change;
  },
): Polls {
  const { clock } = given;
  const box = createBallotBox(given);
  const tidier = createReactionTidier({ ...given, box });
  const comparisons = createComparisons({ ...given, box, tidier });
  // A poll that is at rest by now has nothing to do, whoever poked it.
  const work = given.scheduler.work(
    'poll',
    async (pollId) => (book.isLive(pollId) ? advance(pollId) : Number.POSITIVE_INFINITY),
    { atOnce: POLLS_AT_ONCE },
  );
  const book = createPollBook({ ...given, onLive: work.add });
  const parts: PollParts = { ...given, book, box, tidier, comparisons, gate: createLockGate() };
  const scores = createScores(parts);
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
  const voting = createVoting({ ...parts, changed });
  const outings = createSeriesOutings({ shardOf: () => 0, ...given });
  const lifecycle = createLifecycle({ ...parts, outings, changed });

  function checkDeadline(closesAtMs: number): void {
    const nowMs = clock.now();
    if (closesAtMs <= nowMs) throw new UserError((say) => say('poll.closesInThePast'));
    if (closesAtMs > nowMs + LATEST_CLOSE_MS) throw new UserError((say) => say('poll.closesTooLate'));
  }

  async function checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void> {
    if (episodeId === undefined || (await outings.sinceMs(guildId, episodeId)) === undefined) return;
    throw new UserError((say) => say('poll.episodeIsOut'));
  }

  const roles = createRolesGone({ ...given, book, changed });
  const { advance, noteAbsence } = createAdvance({ ...parts, lifecycle, messages, splits, roles });

  return {
    book,
    opening: {
      checkDeadline,
      checkClosingEpisode,
      async open(request) {
        checkDeadline(request.closesAtMs);
        const { guildId, channelId, parentChannelId } = request;
        const horizon = await parts.reading.ofChannel({ guildId, channelId, parentChannelId });
        const already = await book.get(request.id);
        if (already === undefined) await checkClosingEpisode(guildId, request.untilEpisodeId);
        const poll = already ?? newPoll(request, parts.knowledge.seenFrom(horizon ?? 'none'), clock.now());
        if (already === undefined) await book.add(poll);
        await messages.tellInAnswer(poll.id, () => messages.update(poll.id));
        work.poke(poll.id);
        const opened = (await book.get(poll.id)) ?? poll;
        return {
          poll: opened,
          trouble: messages.trouble(poll.id),
          withoutReactions: messages.reactionTrouble(poll.id),
        };
      },
    },
    votes: voting,
    lifecycle,
    messages: {
      async repost({ pollId, revision }) {
        const poll = await book.get(pollId);
        if (poll === undefined || poll.revision !== (revision ?? poll.revision)) return undefined;
        // Its channel may have been set back since: a new message must name nobody whom the channel does not know.
        const { guildId, channelId, parentChannelId } = poll;
        const horizon = (await parts.reading.ofChannel({ guildId, channelId, parentChannelId })) ?? 'none';
        if (!knowsContestants(parts.knowledge, horizon, poll)) throw new UserError((say) => say('poll.wouldSpoil'));
        // The reactions went with the message, and by nobody's own act.
        await forgetReactions(box, pollId, new Set(poll.contestants.map(({ id }) => id)));
        await book.update(pollId, (current) => (current.revision === poll.revision ? repostPoll(current) : undefined));
        messages.tryAgain(pollId);
        await messages.update(pollId);
        work.poke(pollId);
        return messages.trouble(pollId);
      },
      drawAgain(guildId) {
        for (const poll of book.liveOf(guildId)) changed(poll.id);
      },
    },
    scores,
    splits,
    games: createBracketGames({ ...given, book, outings, picks: createBracketBook({ ...given, box }) }),
    brackets: createBracketPicks({ ...parts, scores }),
    episodes: createEpisodesOut({ ...parts, lifecycle, outings, changed }),
    horizons: createHorizonMoves({ ...parts, lifecycle, changed }),
    roles,
    upkeep: {
      async returnTo(guildIds) {
        await book.load(guildIds);
        for (const poll of guildIds.flatMap(book.liveOf)) {
          if (poll.state !== 'open') continue;
          noteAbsence(poll.id);
          messages.changed(poll.id);
          work.due(poll.id);
        }
      },
      resting: () => ({ has: (guildId) => book.liveOf(guildId).some(isResting) }),
      tryAgain(guildId) {
        for (const poll of book.liveOf(guildId)) {
          if (poll.paused === undefined) continue;
          messages.tryAgain(poll.id);
          work.poke(poll.id);
        }
      },
      nextDeadlineMs: book.nextDeadlineMs,
      idle: work.idle,
    },
  };
}

/** A message that somebody deleted comes back by a moderator's word alone. */
function isResting({ paused }: Poll): boolean {
  return paused !== undefined && paused.reason !== 'message-gone';
}
