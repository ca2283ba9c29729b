import { contestantsOf } from '../../domain/knowledge/contestants.ts';
import type { KnowledgeView, LocalText, MatchView, SlotView } from '../../domain/knowledge/view-types.ts';
import type { CustomMatch } from '../../domain/poll/custom-match.ts';
import { isSameEmoji, SPARE_EMOJI } from '../../domain/poll/emoji.ts';
import { MOST_CONTESTANTS, type Poll, type PollContestant } from '../../domain/poll/poll.ts';
import { createSentences, languageOf } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import { defined } from '../../util/defined.ts';

export interface OpenRequest {
  /** The id of the interaction that opens it; becomes the poll's id. */
  readonly id: string;
  readonly guildId: string;
  readonly channelId: string;
  /** For a poll in a thread: the channel that the thread belongs to. */
  readonly parentChannelId?: string | undefined;
  readonly channelName?: string | undefined;
  readonly openedBy: string;
  readonly closesAtMs: number;
  /** The episode that closes the poll when it comes out; `closesAtMs` is then only the latest moment. */
  readonly untilEpisodeId?: string | undefined;
  /**
   * For a match named on the spot: the episode that its answer is about. Undefined = none, so that everybody sees the
   * result at once.
   */
  readonly aboutEpisodeId?: string | undefined;
  readonly secret: boolean;
  readonly roleId: string | undefined;
  /** True for a poll that earns no points. Default: false. */
  readonly unscored?: boolean | undefined;
  /**
   * What to do about contestants that the channel does not know: `slots` = their places in the bracket stand for them,
   * `shown` = they are shown all the same, as a moderator chose. Absent = such a poll is refused.
   */
  readonly unknown?: 'slots' | 'shown' | undefined;
  /**
   * A match of the knowledge base (its id, or what someone typed), a match named on the spot, or a whole competition
   * without a bracket to fill in (“who wins it all?”).
   */
  readonly match: { readonly known: string } | { readonly custom: CustomMatch } | { readonly competition: string };
}

const sayIn = createSentences();

/** Points for a correct vote on a match that the knowledge base does not have. */
const CUSTOM_POINTS = 10;

/**
 * Makes the poll that was asked for, if the channel it goes to may see it.
 *
 * @throws UserError when there is no such match, when it would spoil, or when it has been watched already.
 */
export function newPoll(request: OpenRequest, seen: Seen, nowMs: number): Poll {
  const { untilEpisodeId } = request;
  const subject = subjectOf(request, seen);
  if (untilEpisodeId !== undefined && (subject.episodeId ?? untilEpisodeId) !== untilEpisodeId) {
    throw new UserError((say) => say('poll.otherEpisode'));
  }
  return {
    id: request.id,
    guildId: request.guildId,
    channelId: request.channelId,
    ...defined({ parentChannelId: request.parentChannelId, channelName: request.channelName }),
    ...subject,
    ...(request.untilEpisodeId === undefined ? {} : { episodeId: request.untilEpisodeId, untilEpisode: true as const }),
    secret: request.secret,
    ...(request.unscored === true ? { unscored: true as const } : {}),
    ...(request.unknown === 'shown' ? shownBy(request, seen, subject, nowMs) : {}),
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

/** How much of the series may be used for a poll. */
export interface Seen {
  /** What the readers of the poll's channel may see. */
  readonly channel: KnowledgeView;
  /** What someone who has watched everything may see: only for contestants that a moderator chose to show. */
  readonly whole: KnowledgeView;
}

function subjectOf({ match, untilEpisodeId, aboutEpisodeId, unknown }: OpenRequest, seen: Seen): Subject {
  if ('custom' in match) return ofCustom(match.custom, untilEpisodeId ?? aboutEpisodeId);
  return 'competition' in match ? ofCompetition(match.competition, seen.channel) : ofKnown(match.known, seen, unknown);
}

/** A poll on a whole competition, over the contestants that the channel knows to be in it. */
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

type Subject = Pick<Poll, 'title' | 'contestants' | 'points'> &
  Partial<Pick<Poll, 'matchId' | 'episodeId' | 'competitionId' | 'aboutNothing' | 'isQuestion'>>;

function ofCustom(custom: CustomMatch, episodeId: string | undefined): Subject {
  const contestants = custom.contestants.map(({ name, emoji }, index) => ({
    id: `c${index + 1}`,
    names: { en: name },
    emoji,
  }));
  return {
    title: { en: custom.title },
    ...(custom.isQuestion === true ? { isQuestion: true as const } : {}),
    contestants: withEmoji(contestants),
    points: CUSTOM_POINTS,
    ...(episodeId === undefined ? { aboutNothing: true as const } : { episodeId }),
  };
}

/**
 * A match of the series, by its id or by what someone typed.
 *
 * @throws UserError when the channel knows no such match
 */
export function matchMeant(typed: string, view: KnowledgeView): MatchView {
  const match = view.match(typed) ?? view.match(view.find('match', typed)[0]?.id ?? '');
  if (match === undefined) throw new UserError((say) => say('poll.noSuchMatch'));
  return match;
}

/** Whether the channel does not yet know one of a match's contestants. */
export function hasUnknown({ contestants }: MatchView): boolean {
  return contestants.some((contestant) => contestant === undefined);
}

/**
 * Whether places in the bracket can stand for the contestants that are not known: each of them must come from another
 * match.
 */
export function hasSlots({ slots }: MatchView): boolean {
  return slots.every(({ contestant, from }) => contestant !== undefined || from !== undefined);
}

function ofKnown(typed: string, { channel, whole }: Seen, unknown: OpenRequest['unknown']): Subject {
  const match = matchMeant(typed, channel);
  if (match.seen) throw new UserError((say) => say('poll.alreadyWatched'));
  const known = unknown === 'shown' ? whole.match(match.id)?.contestants : undefined;
  const contestants = match.slots.map((slot, index) => {
    const contestant = known?.[index] ?? match.contestants[index];
    if (contestant !== undefined) return { id: contestant.id, names: contestant.name, emoji: contestant.emoji };
    if (unknown !== 'slots' || slot.from === undefined) throw new UserError((say) => say('poll.wouldSpoil'));
    return { id: `slot-${index}`, names: slotNames(slot.from), emoji: undefined, slot: index };
  });
  return {
    matchId: match.id,
    ...(match.episode === undefined ? {} : { episodeId: match.episode.id }),
    title: match.label,
    contestants: withEmoji(contestants),
    points: match.points,
  };
}

/**
 * What to call the contestant who comes from another match, in the languages of that match's label. The names are kept
 * with the poll, as the names of contestants are.
 */
function slotNames({ label, taking }: NonNullable<SlotView['from']>): LocalText {
  const key = taking === 'winner' ? 'bracketGame.whoeverWins' : 'bracketGame.whoeverLoses';
  return Object.fromEntries(
    Object.entries(label).map(([language, match]) => [language, sayIn(languageOf(language))(key, { match })]),
  );
}

/** Set only where a contestant is shown whom the channel does not know: who chose that, and when. */
function shownBy({ openedBy }: OpenRequest, { channel }: Seen, { matchId }: Subject, atMs: number): Partial<Poll> {
  const match = matchId === undefined ? undefined : channel.match(matchId);
  return match !== undefined && hasUnknown(match) ? { shownBy: { userId: openedBy, atMs } } : {};
}

/** Gives every contestant an emoji, and no two the same. */
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
