import type { Known } from '../../../../domain/knowledge/view-types.ts';
import type { MessagePicture } from '../../../contract/message.ts';

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

/** A way to another card. */
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
  /** A short value: stands on one line with its name, and those that follow each other stand together. */
  readonly inline?: boolean;
}

/** The small picture beside a card's head: drawn for it, or an address elsewhere. */
export type CardThumbnail = MessagePicture | { readonly url: string; readonly altText: string };

/**
 * An answer before Discord's limits come in: everything there is to say, what matters first. Texts are Markdown, already
 * escaped; labels of links and choices are plain, since Discord shows them as they are.
 */
export interface Card {
  readonly title: string;
  /** 0xRRGGBB */
  readonly color?: number | undefined;
  /** Small below the title: how a name is said, what kind of thing it is. */
  readonly subtitle?: string | undefined;
  readonly thumbnail?: CardThumbnail | undefined;
  /** Below the head, as wide as the card. */
  readonly pictures?: readonly MessagePicture[];
  /** Paragraphs; the entries of a list where `dense`. */
  readonly lead: readonly string[];
  readonly dense?: boolean;
  readonly sections: readonly Section[];
  /** All ways from here, in one choice below it. */
  readonly links: readonly Link[];
  /** The one before and the one after, as buttons. */
  readonly turns?: { readonly before?: Link | undefined; readonly after?: Link | undefined };
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
