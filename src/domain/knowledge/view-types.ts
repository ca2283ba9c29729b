import type { EpisodeId, Horizon } from './horizon.ts';
import type {
  BracketView,
  CharacterView,
  CompetitionView,
  EpisodeLabel,
  EpisodeView,
  Known,
  LocalText,
  MatchView,
  SeriesView,
  SongView,
  TermView,
} from './view-records.ts';

export type * from './view-records.ts';

export type Kind = 'character' | 'episode' | 'match' | 'song' | 'term' | 'series';

export interface Hit {
  readonly kind: Kind;
  readonly id: string;
  readonly name: LocalText;
  /** How it was found, best first: `exact` covers names, nicknames and ids. */
  readonly match: 'exact' | 'sound' | 'prefix' | 'near' | 'text';
}

/** The kinds of questions, about one thing or two. */
export type Asks =
  | 'trait'
  | 'singers'
  | 'songs'
  | 'won'
  | 'lost'
  | 'score'
  | 'alive'
  | 'relation'
  | 'when'
  | 'watch'
  | 'order'
  | 'next'
  | 'made';

export interface Question {
  readonly asks: Asks;
  readonly of: Pick<Hit, 'kind' | 'id'>;
  readonly and?: Pick<Hit, 'kind' | 'id'>;
  /** For `trait`: the labels of the profile lines that are asked for. */
  readonly labels?: readonly string[];
}

export interface AnswerLine extends Known {
  readonly label?: LocalText;
  /** A string is the same in every language. */
  readonly value?: LocalText | string;
  /** `2023`, `2023-01` or `2023-01-05` */
  readonly date?: string;
  readonly url?: string;
}

export interface Answer {
  readonly question: Question;
  /** Whom or what it is about. */
  readonly name: LocalText;
  readonly and?: LocalText;
  /** The card that says more, of this kind. */
  readonly card: { readonly kind: Kind | 'next'; readonly id: string };
  /** Empty where the answer is not known, or past the horizon. */
  readonly lines: readonly AnswerLine[];
}

/** One choice of an autocomplete: at most 100 characters each. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * The knowledge as someone at `horizon` may see it: deeply frozen plain values. What is not yet revealed is simply
 * absent, and nothing in here leads to the whole knowledge.
 */
export interface KnowledgeView {
  readonly horizon: Horizon;
  /** The language to fall back on comes first. */
  readonly languages: readonly string[];
  readonly series: SeriesView;
  readonly characters: readonly CharacterView[];
  readonly episodes: readonly EpisodeView[];
  readonly songs: readonly SongView[];
  readonly terms: readonly TermView[];
  readonly competitions: readonly CompetitionView[];
  readonly matches: readonly MatchView[];
  /** By present or former id. */
  character(id: string): CharacterView | undefined;
  episode(id: string): EpisodeView | undefined;
  song(id: string): SongView | undefined;
  term(id: string): TermView | undefined;
  match(id: string): MatchView | undefined;
  competition(id: string): CompetitionView | undefined;
  /** Matches that can be predicted: all contestants are known at this horizon, while episode and result are not. */
  predictable(): readonly MatchView[];
  bracket(competitionId: string): BracketView | undefined;
  /** The first unseen episode, out or not; undefined when everything has been watched. */
  next(): EpisodeLabel | undefined;
  /** Ranked, best first, at most `limit` (25). The query is cut at 100 characters. */
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  /** As `search`, among one kind and by names only: for the free text of a command's option. Best first. */
  find(kind: Kind, text: string): readonly Hit[];
  /**
   * The questions that a text (cut at 100 characters) asks, by fixed rules; several where it can be read in several
   * ways.
   */
  ask(text: string): readonly Question[];
  /** This view's answer; undefined where what is asked about cannot be seen at this horizon. */
  answer(question: Question): Answer | undefined;
  /** Reads all that can be looked up here, a piece each; what it comes to is kept, for every view that shows it. */
  readAhead(): Iterable<void>;
  /** Makes ready what a look-up in this view needs, a piece each; without it the first one makes all at once. */
  prepare(): Iterable<void>;
  /** At most 25 choices in `language`; everything of that kind in order while nothing is typed. */
  suggest(kind: Kind, typed: string, language: string): readonly Choice[];
  /** What a longer text (a message, cut at 2,000 characters) mentions by name, in the order of mention. */
  mentionedIn(text: string): readonly Hit[];
  /** The text in `language`, a broader one (`pt` for `pt-BR`), or the fallback language. */
  textIn(text: LocalText, language: string): string;
}

/** What a feed's entry is: an episode, or something else that a pattern names (such as `trailer`). */
export type Recognised = { readonly episodeId: EpisodeId } | { readonly other: string };

/** Where the series publishes. */
export interface SeriesFeed {
  readonly platform: 'youtube';
  readonly handle: string;
  readonly channelId?: string;
  /** The feed's address, where it is not the one that the platform gives the channel. */
  readonly url?: string;
}

/** The whole knowledge, closed: what is readable here spoils nothing, and everything else is reached by `seenFrom`. */
export interface Knowledge {
  readonly seriesId: string;
  readonly seriesName: LocalText;
  /** The language to fall back on comes first. */
  readonly languages: readonly string[];
  /**
   * The knowledge with what a server's moderators added; without a server, or without additions, the data alone. The
   * server's additions must have been read before (`returnTo`).
   */
  forServer(guildId: string | undefined): Knowledge;
  /** Another string whenever the data, or what was added to it, changes. */
  readonly version: string;
  /** The only way to facts that could spoil. Throws a RangeError where `isHorizon` is false. */
  seenFrom(horizon: Horizon): KnowledgeView;
  /**
   * From now on characters whose name is known are shown with these emoji (`name:id`, by character) instead of the
   * data's.
   */
  wearEmblems(emblems: ReadonlyMap<string, string>): void;
  /** In viewing order, including episodes that are not out yet. */
  episodeLabels(): readonly EpisodeLabel[];
  /** The episode with this id, this former id, or this video (`v.<videoId>`). */
  episodeLabel(id: string): EpisodeLabel | undefined;
  /**
   * Every id under which an episode may have been saved, its present one first. For an unknown episode, only the given
   * id.
   */
  idsOf(episodeId: EpisodeId): readonly EpisodeId[];
  /** The newest episode that is out, as far as is known: “everything so far”. */
  newestOut(): EpisodeLabel | undefined;
  isOut(episodeId: EpisodeId): boolean;
  /** Also true for a former id of an episode. */
  isHorizon(text: string): boolean;
  /** The form in which to save a horizon: an added episode is saved with one of the data to fall back on. */
  keep(horizon: Horizon): Horizon;
  /** What a saved horizon means here; undefined where neither its episode nor the one to fall back on is known. */
  held(kept: Horizon): Horizon | undefined;
  /** An unknown horizon counts as `none`. */
  lowerHorizon(a: Horizon, b: Horizon): Horizon;
  /** Negative when `a` has seen less. */
  compareHorizons(a: Horizon, b: Horizon): number;
  /** What an entry is by its title; undefined when no pattern fits. */
  recognise(entryTitle: string): Recognised | undefined;
  seriesFeed(): SeriesFeed;
  /** The id of the match that an episode shows. */
  matchOfEpisode(episodeId: EpisodeId): string | undefined;
  /** The text in `language`, or the fallback language. */
  textIn(text: LocalText, language: string): string;
}
