import { type LockCause, lockPoll, type Poll, settlePoll } from '../../domain/poll/poll.ts';
import { countedChoice } from '../../domain/poll/tally.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Store } from '../../storage/index.ts';
import { createAgenda } from '../agenda.ts';
import type { Refused } from '../publisher.ts';
import { createBallotBox } from './ballot-box.ts';
import { newPoll, type OpenRequest } from './open-poll.ts';
import { createPollBook } from './poll-book.ts';
import type { PollParts } from './poll-parts.ts';
import { reconcilePoll } from './reconcile-poll.ts';
import { createScores, type Scores } from './scores.ts';
import { createPollShow, hasWatched } from './show-poll.ts';
import { createReactionTidier } from './tidy-reactions.ts';
import { createVoting, type Voting } from './voting.ts';

export interface Predictions extends Voting, Scores {
  /** Reads the polls of these servers, and what happened to them while nobody looked. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** @throws UserError when the poll would spoil, cannot be, or closes at no time to come. */
  open(request: OpenRequest): Promise<{ poll: Poll; trouble: Refused | undefined }>;
  /** Undefined when it was not open any more. */
  lock(pollId: string): Promise<Poll | undefined>;
  /** Gives the result, locking first when the poll is still open. Undefined when it changes nothing. */
  giveResult(pollId: string, winnerId: string, givenBy: string): Promise<Poll | undefined>;
  /** An episode is out since `sinceMs`: its polls in these servers lock as of then. */
  episodeOut(guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number): Promise<void>;
  ofServer(guildId: string): Promise<readonly Poll[]>;
  get(pollId: string): Promise<Poll | undefined>;
  /** Whether someone at this horizon has watched what the poll is about. */
  hasWatched(horizon: string, poll: Poll): boolean;
  /** What of a member's votes counts in this poll. */
  countedChoiceOf(poll: Poll, userId: string): Promise<string | undefined>;
  /**
   * The one way a poll moves on: deadlines, owed messages, drawings. Starts whatever is due, and returns when it is next
   * needed, in ms since 1970.
   */
  begin(): number;
  /** When the next open poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** A year and a day: who closes a poll later than this mistyped. */
const LATEST_CLOSE_MS = 366 * 86_400_000;

export function createPredictions(
  given: Omit<PollParts, 'book' | 'box' | 'tidier'> & { store: Store; wake: () => void },
): Predictions {
  const { clock, log } = given;
  const parts: PollParts = {
    ...given,
    book: createPollBook(given),
    box: createBallotBox(given.store),
    tidier: createReactionTidier(given),
  };
  const { book } = parts;
  const agenda = createAgenda(given);
  const show = createPollShow(parts);
  const changed = (pollId: string) => {
    show.changed(pollId);
    agenda.poke(pollId);
  };
  const voting = createVoting({ ...parts, changed });

  /** What is on the message is compared before the lock, so that nothing missed is lost. */
  async function lockNow(pollId: string, asOfMs: number, cause: LockCause): Promise<Poll | undefined> {
    const poll = await book.get(pollId);
    if (poll?.state !== 'open') return undefined;
    const compared = await reconcilePoll(parts, poll, { lockPassed: false });
    if (compared.kind === 'refused') {
      log.warn(
        { pollId, detail: compared.detail },
        'The reactions could not be compared at the lock; what is known counts',
      );
    }
    return book.update(pollId, (current) => lockPoll(current, asOfMs, cause));
  }

  async function moveOn(pollId: string): Promise<number> {
    const poll = await book.get(pollId);
    if (poll?.state !== 'open') return show.bring(pollId);
    if (clock.now() >= poll.closesAtMs) await lockNow(pollId, poll.closesAtMs, 'deadline');
    return Math.min(
      await show.bring(pollId),
      clock.now() < poll.closesAtMs ? poll.closesAtMs : Number.POSITIVE_INFINITY,
    );
  }

  async function comeBack(poll: Poll): Promise<void> {
    const lockPassed = clock.now() >= poll.closesAtMs;
    const compared = await reconcilePoll(parts, poll, { lockPassed });
    if (compared.kind === 'refused') {
      log.warn({ pollId: poll.id, detail: compared.detail }, 'The reactions made meanwhile could not be read');
    } else if (compared.changed > 0) {
      log.info({ pollId: poll.id, votes: compared.changed }, 'Votes made meanwhile were counted');
    }
    if (lockPassed) {
      const uncounted = compared.kind === 'done' ? compared.uncounted : 0;
      await book.update(poll.id, (current) => {
        const locked = lockPoll(current, current.closesAtMs, 'deadline');
        return locked && { ...locked, uncounted };
      });
    }
    changed(poll.id);
  }

  return {
    ...voting,
    ...createScores(parts),
    ofServer: book.ofServer,
    get: book.get,
    hasWatched: (horizon, poll) => hasWatched(parts.knowledge, horizon, poll),
    async countedChoiceOf(poll, userId) {
      const ballot = await parts.box.of(poll.id, userId);
      return ballot && countedChoice(poll, ballot);
    },

    async returnTo(guildIds) {
      await book.load(guildIds);
      const served = new Set(guildIds);
      for (const poll of book.live()) if (poll.state === 'open' && served.has(poll.guildId)) await comeBack(poll);
      given.wake();
    },

    async open(request) {
      const nowMs = clock.now();
      if (request.closesAtMs <= nowMs) throw new UserError((say) => say('poll.closesInThePast'));
      if (request.closesAtMs > nowMs + LATEST_CLOSE_MS) throw new UserError((say) => say('poll.closesTooLate'));
      const place = { guildId: request.guildId, channelId: request.channelId, parentChannelId: undefined };
      const view = parts.knowledge.seenFrom((await parts.reading.ofChannel(place)) ?? 'none');
      const already = await book.get(request.id);
      const poll = already ?? newPoll(request, view, nowMs);
      if (already === undefined) await book.add(poll);
      await show.bring(poll.id);
      agenda.poke(poll.id);
      return { poll: (await book.get(poll.id)) ?? poll, trouble: show.trouble(poll.id) };
    },

    async lock(pollId) {
      // One millisecond on: a vote acknowledged in this very one still counts.
      const locked = await lockNow(pollId, clock.now() + 1, 'moderator');
      agenda.poke(pollId);
      return locked;
    },

    async giveResult(pollId, winnerId, givenBy) {
      await lockNow(pollId, clock.now() + 1, 'moderator');
      const settled = await book.update(pollId, (poll) => settlePoll(poll, { winnerId, givenBy, atMs: clock.now() }));
      agenda.poke(pollId);
      return settled;
    },

    async episodeOut(guildIds, episodeId, sinceMs) {
      for (const poll of book.live()) {
        if (poll.episodeId !== episodeId || !guildIds.has(poll.guildId)) continue;
        const locked = await lockNow(poll.id, sinceMs, 'episode');
        if (locked) log.info({ pollId: poll.id, episodeId }, 'A poll was locked by its episode');
        agenda.poke(poll.id);
      }
    },

    begin: () =>
      agenda.begin(
        book.live().map((poll) => poll.id),
        moveOn,
      ),
    nextDeadlineMs() {
      const deadlines = book.live().flatMap((poll) => (poll.state === 'open' ? poll.closesAtMs : []));
      return deadlines.length === 0 ? undefined : Math.min(...deadlines);
    },
    idle: agenda.idle,
  };
}
