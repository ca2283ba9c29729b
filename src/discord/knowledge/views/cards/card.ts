import type { Known } from '../../../../domain/knowledge/view-types.ts';

/** What can be looked at, and looked at again by a press: a kind of card and which one. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Something known that a reader may ask about: where does this come from? */
export interface Claim {
  readonly what: string;
  readonly known: Known;
}

/** A way to another card, as a button. */
export interface Link extends Subject {
  readonly label: string;
  readonly emoji?: string | undefined;
}

/** One choice of a select that opens other cards. */
export interface CardChoice extends Subject {
  readonly label: string;
  readonly about: string;
}

export interface Section {
  readonly name: string;
  readonly lines: readonly string[];
  readonly inline?: boolean;
  /** Begins a page: what comes before is a look of its own. */
  readonly turns?: boolean;
}

/**
 * An answer before Discord's limits come in: everything there is to say, what matters first. Texts are Markdown, already
 * escaped; labels of links and choices are plain, since Discord shows them as they are.
 */
export interface Card {
  readonly title: string;
  /** 0xRRGGBB */
  readonly color?: number | undefined;
  /** Paragraphs; the entries of a list where `dense`. */
  readonly lead: readonly string[];
  readonly dense?: boolean;
  readonly sections: readonly Section[];
  readonly links: readonly Link[];
  /** The competition whose bracket is drawn beside it. */
  readonly bracketOf?: string;
  /** Addresses elsewhere, such as where to watch it. */
  readonly web?: readonly { readonly label: string; readonly url: string }[];
  readonly choices?: readonly CardChoice[];
  /** Where each fact comes from is told on request. */
  readonly claims: readonly Claim[];
  /** The episode that can be marked as watched from here. */
  readonly unseenEpisode?: string;
}

/** Clematis. */
export const ACCENT = 0x8f6fd8;

/** One emoji for each kind of thing; characters have their own. */
export const KIND_EMOJI = {
  character: '👤',
  episode: '🎬',
  match: '🎤',
  song: '🎵',
  term: '📖',
  series: '✨',
} as const;
