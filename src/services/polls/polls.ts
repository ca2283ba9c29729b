import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { Knowledge, MatchView } from '../../domain/knowledge/view-types.ts';
import type { Notice } from '../../domain/notices.ts';
import { claimedMatch } from '../../domain/poll/claims.ts';
import { type Poll, repostPoll } from '../../domain/poll/poll.ts';
import { isSameName } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Change, Store } from '../../storage/index.ts';
import type { Meter } from '../../util/meter.ts';
import type { Members } from '../members.ts';
import type { Place } from '../place.ts';
import type { Refused } from '../publisher.ts';
import type { Scheduler } from '../scheduler.ts';
import { createBracketBook } from './brackets/bracket-book.ts';
import { type BracketGames, createBracketGames } from './brackets/games.ts';
import { createPollDrafts, type PollDrafts } from './drafts.ts';
import { createForgettingVotes, type ForgettingVotes } from './forget-votes.ts';
import { createAdvance } from './lifecycle/advance-poll.ts';
import { createEpisodesOut, type EpisodesOut } from './lifecycle/episodes-out.ts';
import { createHorizonMoves, type HorizonMoves } from './lifecycle/horizon-move.ts';
import { createLifecycle, type Lifecycle, type SeenPoll } from './lifecycle/lifecycle.ts';
import { createRolesGone, type RolesGone } from './lifecycle/roles-gone.ts';
import { createPausing } from './messages/pause-poll.ts';
import { createPollReactions } from './messages/place-reactions.ts';
import { createPollFacts } from './messages/poll-facts.ts';
import { createPollMessages } from './messages/update-messages.ts';
import { hasSlots, hasUnknown, matchMeant, newPoll, type OpenRequest } from './open-poll.ts';
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
  /** @throws UserError when the poll cannot be, or closes at no time to come. */
  open(request: OpenRequest): Promise<OpenOutcome>;
  /**
   * The poll that a request would make, kept nowhere: for looking at it before.
   *
   * @throws UserError as `open` does
   */
  preview(request: OpenRequest): Promise<OpenOutcome>;
  /** The one match of the series that these are the contestants of, as far as the channel and the one who asks know it. */
  matchOf(names: readonly string[], place: Place, own: Horizon): Promise<MatchView | undefined>;
  /** @throws UserError when a poll cannot close then. */
  checkDeadline(closesAtMs: number): void;
  /** @throws UserError when a poll cannot close with this episode, since it is out already. */
  checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void>;
}

/** What came of opening a poll. */
export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly poll: Poll;
      readonly trouble: Refused | undefined;
      /** What keeps some of its reactions away, while its buttons work. */
      readonly withoutReactions: Refused | undefined;
    }
  /** A poll holds the match in this game already: nothing was opened. */
  | { readonly kind: 'held'; readonly by: Poll }
  /** The channel does not know who meets: nothing was opened. */
  | {
      readonly kind: 'unknown';
      readonly match: MatchView;
      /** Whether its places can stand for those whom the channel does not know. */
      readonly slots: boolean;
      /** Whether the data tells everybody who stands there. */
      readonly told: boolean;
      /** The episode up to which the channel would have to have watched to know them. */
      readonly known: string | undefined;
    };

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
  /** How many polls take votes. */
  openCount(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** The predictions of servers, by what one wants of them. */
export interface Polls {
  readonly book: Pick<PollBook, 'get' | 'ofServer' | 'beginGame'>;
  readonly opening: Opening;
  readonly drafts: PollDrafts;
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
  readonly forgetting: ForgettingVotes;
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
    /** Default: nothing is counted. */
    meter?: Pick<Meter, 'vote'>;
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
  const voting = createVoting({ ...parts, changed });
  const outings = createSeriesOutings({ shardOf: () => 0, ...given });
  const lifecycle = createLifecycle({ ...given, ...parts, outings, changed });

  function checkDeadline(closesAtMs: number): void {
    const nowMs = clock.now();
    if (closesAtMs <= nowMs) throw new UserError((say) => say('poll.closesInThePast'));
    if (closesAtMs > nowMs + LATEST_CLOSE_MS) throw new UserError((say) => say('poll.closesTooLate'));
  }

  async function checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void> {
    if (episodeId === undefined || (await outings.sinceMs(guildId, episodeId)) === undefined) return;
    throw new UserError((say) => say('poll.episodeIsOut'));
  }

  /** The poll that is asked for, as far as its channel may see it. */
  async function judged(request: OpenRequest) {
    checkDeadline(request.closesAtMs);
    const { guildId, channelId, parentChannelId } = request;
    await checkClosingEpisode(guildId, request.untilEpisodeId);
    const horizon = await parts.reading.ofChannel({ guildId, channelId, parentChannelId });
    const here = parts.knowledge.forServer(guildId);
    const seen = { channel: here.seenFrom(horizon ?? 'none'), whole: here.seenFrom('all') };
    if ('known' in request.match && request.unknown === undefined) {
      const match = matchMeant(request.match.known, seen.channel);
      if (!match.seen && hasUnknown(match)) return unknownIn(match, here);
    }
    return { kind: 'made' as const, poll: newPoll(request, seen, clock.now()) };
  }

  function unknownIn(match: MatchView, here: Knowledge) {
    const isTold = (horizon: string) => {
      const there = here.seenFrom(horizon).match(match.id);
      return there !== undefined && !hasUnknown(there);
    };
    const known = here.episodeLabels().find(({ id }) => isTold(id));
    return { kind: 'unknown' as const, match, slots: hasSlots(match), told: isTold('all'), known: known?.id };
  }

  async function matchOf(names: readonly string[], place: Place, own: Horizon): Promise<MatchView | undefined> {
    const there = (await parts.reading.ofChannel(place)) ?? 'none';
    const here = parts.knowledge.forServer(place.guildId);
    const view = here.seenFrom(here.lowerHorizon(there, own));
    const standsIn = (match: MatchView) =>
      match.contestants.length === names.length &&
      names.every((typed) =>
        match.contestants.some((one) => one && Object.values(one.name).some((name) => isSameName(name, typed))),
      );
    const [match, ...others] = view.predictable().filter(standsIn);
    return others.length === 0 ? match : undefined;
  }

  const picks = createBracketBook({ ...given, box });
  const roles = createRolesGone({ ...given, book, changed });
  const { advance, noteAbsence } = createAdvance({ ...parts, lifecycle, messages, splits, roles });

  return {
    book,
    opening: {
      checkDeadline,
      checkClosingEpisode,
      matchOf,
      preview: async (request) => {
        const made = await judged(request);
        if (made.kind !== 'made') return made;
        const scored = claimedMatch(made.poll);
        const heldBy =
          scored === undefined
            ? undefined
            : (await book.claims(request.guildId)).get(matchIdOf(scored, request.guildId));
        const holder = heldBy === undefined ? undefined : await book.get(heldBy);
        if (holder !== undefined) return { kind: 'held', by: holder };
        return { kind: 'opened', poll: made.poll, trouble: undefined, withoutReactions: undefined };
      },
      async open(request) {
        const already = await book.get(request.id);
        const made = already === undefined ? await judged(request) : { kind: 'made' as const, poll: already };
        if (made.kind !== 'made') return made;
        const added = already === undefined ? await book.add(made.poll) : { kept: already };
        if ('heldBy' in added) {
          const by = await book.get(added.heldBy);
          if (by !== undefined) return { kind: 'held', by };
          throw new Error(`The poll ${added.heldBy} holds a match and is not kept`);
        }
        const poll = added.kept;
        await messages.tellInAnswer(poll.id, () => messages.update(poll.id));
        work.poke(poll.id);
        const opened = (await book.get(poll.id)) ?? poll;
        return {
          kind: 'opened',
          poll: opened,
          trouble: messages.trouble(poll.id),
          withoutReactions: messages.reactionTrouble(poll.id),
        };
      },
    },
    drafts: createPollDrafts(given),
    votes: voting,
    lifecycle,
    messages: {
      async repost({ pollId, revision }) {
        const poll = await book.get(pollId);
        if (poll === undefined || poll.revision !== (revision ?? poll.revision)) return undefined;
        // Its channel may have been set back since: a new message must name nobody whom the channel does not know.
        const { guildId, channelId, parentChannelId } = poll;
        const horizon = (await parts.reading.ofChannel({ guildId, channelId, parentChannelId })) ?? 'none';
        const isShown = poll.shownBy !== undefined || knowsContestants(parts.knowledge, horizon, poll);
        if (!isShown) throw new UserError((say) => say('poll.wouldSpoil'));
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
    games: createBracketGames({ ...given, book, outings, picks }),
    brackets: createBracketPicks({ ...parts, scores }),
    episodes: createEpisodesOut({ ...parts, lifecycle, outings, changed }),
    horizons: createHorizonMoves({ ...parts, lifecycle, changed }),
    roles,
    forgetting: createForgettingVotes({ ...parts, store: given.store, brackets: picks, changed }),
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
      openCount: book.openCount,
      idle: work.idle,
    },
  };
}

/** A message that somebody deleted comes back by a moderator's word alone. */
function isResting({ paused }: Poll): boolean {
  return paused !== undefined && paused.reason !== 'message-gone';
}
