import type { EpisodeId } from './horizon.ts';

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

/** Fields of every fact in a view. */
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
    readonly known: Known;
    readonly year?: Fact<string>;
    readonly about: readonly Statement[];
  }[];
  readonly news: readonly (Statement & { readonly date?: string })[];
  readonly pairs: readonly PairView[];
}

/** Two characters with a common name. */
export interface PairView extends Known {
  readonly name: LocalText;
  readonly characters: readonly [CharacterRef, CharacterRef];
}

export interface CharacterRef {
  readonly id: string;
  /** The name, or a neutral one (“unnamed singer”) where none is known. */
  readonly name: LocalText;
  readonly nameless: boolean;
  /** A Unicode emoji, or the character's emblem as `name:id`. */
  readonly emoji?: string;
  /** 0xRRGGBB, as embeds take it. */
  readonly color?: number;
}

export interface CharacterView extends CharacterRef, Known {
  readonly nicknames: readonly Statement[];
  readonly about: readonly Statement[];
  readonly profile: readonly (Known & {
    readonly labelId: string;
    readonly label: LocalText;
    readonly value: LocalText;
  })[];
  /** An address that Discord fetches. */
  readonly picture?: Fact<string>;
  /** The latest status told at this horizon. */
  readonly status?: Statement & { readonly state: 'alive' | 'missing' | 'presumed-dead' | 'dead' };
  readonly history: readonly Statement[];
  readonly relations: readonly (Statement & {
    readonly with: CharacterRef;
    /** The name of the two as a pair. */
    readonly pair?: LocalText;
  })[];
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
  readonly picture?: Fact<string>;
  /** `4:09` */
  readonly length?: Fact<string>;
  readonly songIds: readonly string[];
  readonly featured?: Fact<readonly CharacterRef[]>;
  readonly about: readonly Statement[];
  readonly matchId?: string;
}

/** An episode past the horizon: only its id and label. */
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
  readonly picture?: Fact<string>;
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

/** A place in a match: its contestant, as far as known at this horizon, and the match they come from. */
export interface SlotView {
  readonly contestant?: CharacterRef;
  readonly from?: { readonly matchId: string; readonly label: LocalText; readonly taking: 'winner' | 'loser' };
  /** Sources and reveal of who stands here; absent while that is not known. */
  readonly known?: Known;
}

export interface ResultView extends Known {
  readonly winner: CharacterRef;
  /** Contestants who left the competition, which is not the same as dead. */
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
  /** The contestants of `slots`: `undefined` where one is not known at this horizon. */
  readonly contestants: readonly (CharacterRef | undefined)[];
  /** Only once it has been seen. */
  readonly result?: ResultView;
  readonly about: readonly Statement[];
}

export interface BracketView {
  readonly competition: CompetitionView;
  /**
   * First round first; inside a round from top to bottom as drawn, with matches that lead to the same later match side
   * by side.
   */
  readonly rounds: readonly { readonly stage: StageView; readonly matches: readonly MatchView[] }[];
}
