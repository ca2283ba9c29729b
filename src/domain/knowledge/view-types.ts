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

/** What can be asked, of one thing or of two. */
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
  /** Which lines of a profile. */
  readonly labels?: readonly string[];
}

export interface AnswerLine extends Known {
  readonly label?: LocalText;
  /** A figure is the same in every language. */
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
  /** Where it stands: a card of this kind. */
  readonly card: { readonly kind: Kind | 'next'; readonly id: string };
  /** None where it is not known, or not from here. */
  readonly lines: readonly AnswerLine[];
}

/** One choice of an autocomplete: at most 100 characters each. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * The knowledge as someone at `horizon` may see it: deeply frozen plain values, already cut. What is not yet revealed is
 * absent, without a trace; nothing in here leads to the whole.
 */
export interface KnowledgeView {
  readonly horizon: Horizon;
  /** Fallback language first. */
  readonly languages: readonly string[];
  readonly series: SeriesView;
  readonly characters: readonly CharacterView[];
  readonly episodes: readonly EpisodeView[];
  readonly songs: readonly SongView[];
  readonly terms: readonly TermView[];
  readonly competitions: readonly CompetitionView[];
  readonly matches: readonly MatchView[];
  /** Each by its id, or by one that it had. */
  character(id: string): CharacterView | undefined;
  episode(id: string): EpisodeView | undefined;
  song(id: string): SongView | undefined;
  term(id: string): TermView | undefined;
  match(id: string): MatchView | undefined;
  competition(id: string): CompetitionView | undefined;
  /** Matches whose contestants are all known from here and whose own episode and result are not. */
  predictable(): readonly MatchView[];
  bracket(competitionId: string): BracketView | undefined;
  /** The first unseen episode, out or not; undefined when everything has been watched. */
  next(): EpisodeLabel | undefined;
  /** Ranked, best first, at most `limit` (25). The query is cut at 100 characters. */
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  /** Like `search` among one kind, names only: what a command's free text means. Best first. */
  find(kind: Kind, text: string): readonly Hit[];
  /** What is asked in a text, cut at 100 characters, by fixed rules: several where it can be read in several ways. */
  ask(text: string): readonly Question[];
  /** What this view says to it; undefined where what is asked about cannot be seen from here. */
  answer(question: Question): Answer | undefined;
  /** Reads all that can be looked up here, a piece each; what it comes to is kept, for every view that shows it. */
  readAhead(): Iterable<void>;
  /** At most 25 choices in `language`; everything of that kind in order while nothing is typed. */
  suggest(kind: Kind, typed: string, language: string): readonly Choice[];
  /** What a longer text (a message, cut at 2,000 characters) mentions by name, in the order of mention. */
  mentionedIn(text: string): readonly Hit[];
  /** The text in `language`, a broader one (`pt` for `pt-BR`), or the fallback language. */
  textIn(text: LocalText, language: string): string;
}

/** What a feed's entry is: an episode, or something else that a pattern names. */
export type Recognised = { readonly episodeId: EpisodeId } | { readonly other: string };

/** Where the series publishes. */
export interface SeriesFeed {
  readonly platform: 'youtube';
  readonly handle: string;
  readonly channelId?: string;
  /** The feed itself, where it is not the one that the platform makes of the channel. */
  readonly url?: string;
}

/** The whole, closed: only what spoils nothing is open here, everything else comes through `seenFrom`. */
export interface Knowledge {
  readonly seriesId: string;
  readonly seriesName: LocalText;
  /** Fallback language first. */
  readonly languages: readonly string[];
  /**
   * The same with what a server's moderators added; without a server, or where they added nothing, the data alone. The
   * server must have been returned to.
   */
  forServer(guildId: string | undefined): Knowledge;
  /** Changes whenever the data, or what was added to it, changes. */
  readonly version: string;
  /** The one door. Throws a RangeError for a horizon that `isHorizon` denies. */
  seenFrom(horizon: Horizon): KnowledgeView;
  /** From now on characters whose name is known carry these emoji (`name:id`, by character) instead of the data's own. */
  wearEmblems(emblems: ReadonlyMap<string, string>): void;
  /** In viewing order, those that are not out yet too. */
  episodeLabels(): readonly EpisodeLabel[];
  /** The episode that an id means, also by one that it had, or by its video (`v.<videoId>`). */
  episodeLabel(id: string): EpisodeLabel | undefined;
  /** Every id by which an episode may have been kept: its own first. Just the one given where it is not known. */
  idsOf(episodeId: EpisodeId): readonly EpisodeId[];
  /** The newest episode that is out, as far as is known: “everything so far”. */
  newestOut(): EpisodeLabel | undefined;
  isOut(episodeId: EpisodeId): boolean;
  /** Also where it names an episode by an id that it had. */
  isHorizon(text: string): boolean;
  /** A horizon as it is to be kept: with what it counts as where its episode is unknown. */
  keep(horizon: Horizon): Horizon;
  /** What a kept horizon means here; undefined where neither its episode nor what it falls back on is known. */
  held(kept: Horizon): Horizon | undefined;
  /** An unknown horizon counts as `none`. */
  lowerHorizon(a: Horizon, b: Horizon): Horizon;
  /** Negative when `a` has seen less. */
  compareHorizons(a: Horizon, b: Horizon): number;
  /** What an entry's title says it is; undefined when no pattern fits. */
  recognise(entryTitle: string): Recognised | undefined;
  seriesFeed(): SeriesFeed;
  /** The match that an episode shows, by id. */
  matchOfEpisode(episodeId: EpisodeId): string | undefined;
  /** The text in `language`, or the fallback language. */
  textIn(text: LocalText, language: string): string;
}
