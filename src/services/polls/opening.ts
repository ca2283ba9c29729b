import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { Knowledge, MatchView } from '../../domain/knowledge/view-types.ts';
import { claimedMatch } from '../../domain/poll/claims.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { isSameName } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Place } from '../place.ts';
import type { Refused } from '../publisher.ts';
import type { Work } from '../scheduler.ts';
import type { PollMessages } from './messages/update-messages.ts';
import { hasSlots, hasUnknown, matchMeant, newPoll, type OpenRequest } from './open-poll.ts';
import type { PollParts } from './poll-parts.ts';
import type { SeriesReleases } from './series-releases.ts';

/** Opening polls, with the checks made before. */
export interface Opening {
  /** @throws UserError when such a poll is not possible, or its deadline is not in the future. */
  open(request: OpenRequest): Promise<OpenOutcome>;
  /**
   * The poll that a request would make; keeps and posts nothing.
   *
   * @throws UserError as `open` does
   */
  preview(request: OpenRequest): Promise<OpenOutcome>;
  /**
   * The one match of the series between contestants of these names, as far as both the channel and the member who asks
   * know it.
   */
  matchOf(names: readonly string[], place: Place, own: Horizon): Promise<MatchView | undefined>;
  /** @throws UserError when a poll cannot close at this time. */
  checkDeadline(closesAtMs: number): void;
  /** @throws UserError when the poll cannot close with this episode, because it is out already. */
  checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void>;
}

/** What came of opening a poll. */
export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly poll: Poll;
      readonly trouble: Refused | undefined;
      /** The refusal that kept some of its reactions away; its buttons work all the same. */
      readonly withoutReactions: Refused | undefined;
    }
  /** Another poll already holds this match in the server's current game: nothing was opened. */
  | { readonly kind: 'held'; readonly by: Poll }
  /** The channel does not know who meets in this match: nothing was opened. */
  | {
      readonly kind: 'unknown';
      readonly match: MatchView;
      /** Whether their places in the bracket can stand for them. */
      readonly slots: boolean;
      /** Whether the data tells all contestants of the match. */
      readonly told: boolean;
      /** The episode up to which the channel would have to have watched to know them; undefined where there is none. */
      readonly known: string | undefined;
    };

/** A year and a day: a later deadline is most likely a typing error. */
const LATEST_CLOSE_MS = 366 * 86_400_000;

export function createOpening(
  parts: Pick<PollParts, 'book' | 'knowledge' | 'reading' | 'clock'> & {
    readonly messages: Pick<PollMessages, 'tellInAnswer' | 'update' | 'trouble' | 'reactionTrouble'>;
    readonly releases: Pick<SeriesReleases, 'sinceMs'>;
    readonly work: Pick<Work, 'poke'>;
    /** The id that a match has today; data that took over an added match gave it another. */
    readonly matchIdOf: (matchId: string, guildId: string) => string;
  },
): Opening {
  const { book, messages, releases, work, clock, matchIdOf } = parts;

  function checkDeadline(closesAtMs: number): void {
    const nowMs = clock.now();
    if (closesAtMs <= nowMs) throw new UserError((say) => say('poll.closesInThePast'));
    if (closesAtMs > nowMs + LATEST_CLOSE_MS) throw new UserError((say) => say('poll.closesTooLate'));
  }

  async function checkClosingEpisode(guildId: string, episodeId: string | undefined): Promise<void> {
    if (episodeId === undefined || (await releases.sinceMs(guildId, episodeId)) === undefined) return;
    throw new UserError((say) => say('poll.episodeIsOut'));
  }

  /** The poll that is asked for, if its channel may see it. */
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

  return {
    checkDeadline,
    checkClosingEpisode,
    matchOf,
    preview: async (request) => {
      const made = await judged(request);
      if (made.kind !== 'made') return made;
      const scored = claimedMatch(made.poll);
      const heldBy =
        scored === undefined ? undefined : (await book.claims(request.guildId)).get(matchIdOf(scored, request.guildId));
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
  };
}
