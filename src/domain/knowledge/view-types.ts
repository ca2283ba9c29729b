import type { EpisodeId, Horizon } from './horizon.ts';

/** One text in several languages: language tag → text. Read it with `view.textIn`. */
export type LocalText = Readonly<Record<string, string>>;

/** Where something is told. */
export interface SourceRef {
  readonly id: string;
  readonly name: LocalText;
  readonly url?: string;
}

/** Absent = told by two independent sources or more. */
export type Certainty = 'one-source' | 'inferred';

/** What each thing that is known carries along. */
export interface Known {
  readonly sources: readonly SourceRef[];
  readonly certainty?: Certainty;
  /** The episode that tells it; absent = known from the start. */
  readonly toldIn?: EpisodeLabel;
}

export interface Statement extends Known {
  readonly text: LocalText;
}

export interface Fact<Value> extends Known {
  readonly value: Value;
}

/** An episode's id and the label that may always be shown. */
export interface EpisodeLabel {
  readonly id: EpisodeId;
  readonly label: LocalText;
}

export interface SeriesView {
  readonly id: string;
  readonly name: LocalText;
  readonly otherNames: readonly LocalText[];
  readonly about: readonly Statement[];
  readonly credits: readonly (Known & { readonly role: LocalText; readonly name: LocalText })[];
  readonly links: readonly (Known & { readonly label: LocalText; readonly url: string })[];
  readonly works: readonly {
    readonly name: LocalText;
    readonly year?: Fact<string>;
    readonly about: readonly Statement[];
  }[];
  readonly news: readonly (Statement & { readonly date?: string })[];
}

export interface CharacterRef {
  readonly id: string;
  /** The name, or a neutral one (“unnamed singer”) where none is known. */
  readonly name: LocalText;
  readonly nameless: boolean;
  /** One unicode emoji, ours. */
  readonly emoji?: string;
  /** 0xRRGGBB, as embeds take it. */
  readonly color?: number;
}

export interface CharacterView extends CharacterRef, Known {
  readonly nicknames: readonly Statement[];
  readonly about: readonly Statement[];
  readonly profile: readonly (Known & { readonly label: LocalText; readonly value: LocalText })[];
  /** The latest that is known from here. */
  readonly status?: Statement & { readonly state: 'alive' | 'missing' | 'presumed-dead' | 'dead' };
  readonly history: readonly Statement[];
  readonly relations: readonly (Statement & { readonly with: CharacterRef })[];
  /** Ids of the matches in which they are known to stand, in order. */
  readonly matchIds: readonly string[];
  readonly songIds: readonly string[];
}

export interface SeenEpisode extends EpisodeLabel {
  readonly seen: true;
  readonly kind: 'prologue' | 'match' | 'special' | 'finale' | 'alternate';
  readonly title: Fact<LocalText>;
  /** `2023`, `2023-01` or `2023-01-05`: as precise as it is known. */
  readonly released?: Fact<string>;
  /** A YouTube video id. */
  readonly video?: Fact<string>;
  /** `4:09` */
  readonly length?: Fact<string>;
  readonly songIds: readonly string[];
  readonly featured: readonly CharacterRef[];
  readonly about: readonly Statement[];
  readonly matchId?: string;
}

/** An episode past the horizon: nothing but its place. */
export interface UnseenEpisode extends EpisodeLabel {
  readonly seen: false;
}

export type EpisodeView = SeenEpisode | UnseenEpisode;

export interface SongView extends Known {
  readonly id: string;
  readonly title: LocalText;
  readonly kind: 'episode' | 'version' | 'character';
  readonly versionOf?: string;
  readonly nicknames: readonly Statement[];
  readonly singers: readonly (Known & { readonly character?: CharacterRef; readonly name?: LocalText })[];
  readonly episodeIds: readonly EpisodeId[];
  readonly released?: Fact<string>;
  readonly video?: Fact<string>;
  readonly length?: Fact<string>;
  readonly about: readonly Statement[];
}

export interface TermView extends Known {
  readonly id: string;
  readonly name: LocalText;
  readonly nicknames: readonly Statement[];
  readonly about: readonly Statement[];
}

export interface StageView {
  readonly id: string;
  readonly label: LocalText;
  /** What a correct vote on one of its matches earns. */
  readonly points: number;
}

export interface CompetitionView extends Known {
  readonly id: string;
  readonly name: LocalText;
  readonly about: readonly Statement[];
  readonly stages: readonly StageView[];
}

/** A place in a match: who stands there, as far as known from here, and the match they come from. */
export interface SlotView {
  readonly contestant?: CharacterRef;
  readonly from?: { readonly matchId: string; readonly label: LocalText; readonly taking: 'winner' | 'loser' };
}

export interface ResultView extends Known {
  readonly winner: CharacterRef;
  /** Out of the competition, which is not the same as dead. */
  readonly eliminated: readonly CharacterRef[];
  readonly score?: Fact<readonly { readonly contestant: CharacterRef; readonly points: number }[]>;
  readonly about: readonly Statement[];
}

export interface MatchView {
  readonly id: string;
  readonly label: LocalText;
  readonly competitionId: string;
  readonly stage: StageView;
  readonly round: number;
  readonly points: number;
  /** The episode that shows it, if any does. Its id and label are neutral. */
  readonly episode?: EpisodeLabel;
  readonly seen: boolean;
  readonly slots: readonly SlotView[];
  /** The same, flat: `undefined` where who stands there is not known from here. */
  readonly contestants: readonly (CharacterRef | undefined)[];
  /** Only once it has been seen. */
  readonly result?: ResultView;
  readonly about: readonly Statement[];
}

export interface BracketView {
  readonly competition: CompetitionView;
  /** First round first; inside a round, from top to bottom as drawn, feeders beside each other. */
  readonly rounds: readonly { readonly stage: StageView; readonly matches: readonly MatchView[] }[];
}

export type Kind = 'character' | 'episode' | 'match' | 'song' | 'term';

export interface Hit {
  readonly kind: Kind;
  readonly id: string;
  readonly name: LocalText;
  /** How it was found, best first: `exact` covers names, nicknames and ids. */
  readonly match: 'exact' | 'sound' | 'prefix' | 'near' | 'text';
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
  character(id: string): CharacterView | undefined;
  episode(id: string): EpisodeView | undefined;
  song(id: string): SongView | undefined;
  term(id: string): TermView | undefined;
  match(id: string): MatchView | undefined;
  competition(id: string): CompetitionView | undefined;
  /** Matches whose contestants are all known from here and whose own episode and result are not. */
  predictable(): readonly MatchView[];
  bracket(competitionId: string): BracketView | undefined;
  /** The first unseen episode; undefined when everything has been watched. */
  next(): EpisodeLabel | undefined;
  /** Ranked, best first, at most `limit` (25). The query is cut at 100 characters. */
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  /** Like `search` among one kind, names only: what a command's free text means. Best first. */
  find(kind: Kind, text: string): readonly Hit[];
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
}

/** The whole, closed: only what spoils nothing is open here, everything else comes through `seenFrom`. */
export interface Knowledge {
  readonly seriesId: string;
  readonly seriesName: LocalText;
  /** Fallback language first. */
  readonly languages: readonly string[];
  /** Changes whenever the data changes. */
  readonly version: string;
  /** The one door. Throws a RangeError for a horizon that `isHorizon` denies. */
  seenFrom(horizon: Horizon): KnowledgeView;
  /** In viewing order. */
  episodeLabels(): readonly EpisodeLabel[];
  isHorizon(text: string): boolean;
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
