import { contestantsOf } from '../../domain/knowledge/contestants.ts';
import type { KnowledgeView, LocalText } from '../../domain/knowledge/view-types.ts';
import type { CustomMatch } from '../../domain/poll/custom-match.ts';
import { isSameEmoji, SPARE_EMOJI } from '../../domain/poll/emoji.ts';
import { MOST_CONTESTANTS, type Poll, type PollContestant } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';

export interface OpenRequest {
  /** The interaction's id becomes the poll's. */
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string;
  /** Given for a thread: the channel it hangs on. */
  readonly parentChannelId?: string | undefined;
  readonly channelName?: string | undefined;
  readonly openedBy: string;
  readonly closesAtMs: number;
  /** The episode it is to close with; `closesAtMs` is then only the latest moment. */
  readonly untilEpisodeId?: string | undefined;
  readonly secret: boolean;
  readonly roleId: string | undefined;
  /**
   * A match of the knowledge base (its id, or what someone typed), one named on the spot, or a whole competition that has no
   * bracket to fill in: who wins it all?
   */
  readonly match: { readonly known: string } | { readonly custom: CustomMatch } | { readonly competition: string };
}

/** What a correct vote on a match that the knowledge base does not know earns. */
const CUSTOM_POINTS = 10;

/**
 * The poll that a request asks for, judged by what the channel it goes to has watched.
 *
 * @throws UserError when there is no such match, when it would spoil, or when it has been watched already.
 */
export function newPoll(request: OpenRequest, view: KnowledgeView, nowMs: number): Poll {
  const subject = subjectOf(request.match, view);
  const { untilEpisodeId } = request;
  if (untilEpisodeId !== undefined && (subject.episodeId ?? untilEpisodeId) !== untilEpisodeId) {
    throw new UserError((say) => say('poll.otherEpisode'));
  }
  return {
    id: request.id,
    guildId: request.guildId,
    channelId: request.channelId,
    ...(request.parentChannelId === undefined ? {} : { parentChannelId: request.parentChannelId }),
    ...(request.channelName === undefined ? {} : { channelName: request.channelName }),
    ...subject,
    ...(request.untilEpisodeId === undefined ? {} : { episodeId: request.untilEpisodeId, untilEpisode: true as const }),
    secret: request.secret,
    ...(request.roleId === undefined || request.roleId === request.guildId ? {} : { roleId: request.roleId }),
    openedBy: request.openedBy,
    openedAtMs: nowMs,
    closesAtMs: request.closesAtMs,
    state: 'open',
    revision: 0,
    uncounted: 0,
    results: [],
    message: {},
    reposts: 0,
    reactionsPlaced: false,
    shownRevision: -1,
    resultMessages: [],
  };
}

type Subject = Pick<Poll, 'title' | 'contestants' | 'points'> &
  Partial<Pick<Poll, 'matchId' | 'episodeId' | 'competitionId'>>;

function subjectOf(match: OpenRequest['match'], view: KnowledgeView): Subject {
  if ('custom' in match) return ofCustom(match.custom);
  return 'competition' in match ? ofCompetition(match.competition, view) : ofKnown(match.known, view);
}

/** Those of whom the channel knows that they stand in it. */
function ofCompetition(id: string, view: KnowledgeView): Subject {
  const competition = view.competition(id);
  if (competition === undefined) throw new UserError((say) => say('poll.noSuchMatch'));
  const contestants = contestantsOf(view, id).slice(0, MOST_CONTESTANTS);
  if (contestants.length < 2) throw new UserError((say) => say('poll.tooFewKnown'));
  return {
    competitionId: id,
    title: competition.name,
    contestants: withEmoji(contestants.map(({ id, name, emoji }) => ({ id, names: name, emoji }))),
    points: competition.stages.at(-1)?.points ?? CUSTOM_POINTS,
  };
}

function ofCustom(custom: CustomMatch): Subject {
  const contestants = custom.contestants.map(({ name, emoji }, index) => ({
    id: `c${index + 1}`,
    names: { en: name },
    emoji,
  }));
  return { title: { en: custom.title }, contestants: withEmoji(contestants), points: CUSTOM_POINTS };
}

function ofKnown(typed: string, view: KnowledgeView): Subject {
  const match = view.match(typed) ?? view.match(view.find('match', typed)[0]?.id ?? '');
  if (match === undefined) throw new UserError((say) => say('poll.noSuchMatch'));
  if (match.seen) throw new UserError((say) => say('poll.alreadyWatched'));
  const contestants: { id: string; names: LocalText; emoji: string | undefined }[] = [];
  for (const contestant of match.contestants) {
    if (contestant === undefined) throw new UserError((say) => say('poll.wouldSpoil'));
    contestants.push({ id: contestant.id, names: contestant.name, emoji: contestant.emoji });
  }
  return {
    matchId: match.id,
    ...(match.episode === undefined ? {} : { episodeId: match.episode.id }),
    title: match.label,
    contestants: withEmoji(contestants),
    points: match.points,
  };
}

/** Everybody gets an emoji, and nobody one that somebody before them has. */
function withEmoji(contestants: readonly (Omit<PollContestant, 'emoji'> & { emoji: string | undefined })[]) {
  const taken: string[] = [];
  const isIn = (emojis: readonly (string | undefined)[], emoji: string) =>
    emojis.some((other) => other !== undefined && isSameEmoji(other, emoji));
  const own = contestants.map(({ emoji }) => emoji);
  const spare = SPARE_EMOJI.filter((emoji) => !isIn(own, emoji));
  return contestants.map((contestant): PollContestant => {
    const wanted = contestant.emoji;
    const emoji = wanted === undefined || isIn(taken, wanted) ? (spare.shift() ?? '❔') : wanted;
    taken.push(emoji);
    return { ...contestant, emoji };
  });
}
