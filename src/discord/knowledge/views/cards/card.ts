import type { Known } from '../../../../domain/knowledge/view-types.ts';
import type { MessagePicture } from '../../../contract/message.ts';

/** What a card is about: its kind and id. A button that carries it draws the card again. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** A fact on a card whose sources a reader may ask for. */
export interface Claim {
  readonly what: string;
  readonly known: Known;
}

/** A link to another card. */
export interface Link extends Subject {
  readonly label: string;
  readonly emoji?: string | undefined;
}

/** An option of a select that opens other cards. */
export interface CardChoice extends Subject {
  readonly label: string;
  readonly about: string;
}

export interface Section {
  readonly name: string;
  readonly lines: readonly string[];
  /** A short value: shown on one line with its name; consecutive ones are joined in one paragraph. */
  readonly inline?: boolean;
}

/** The small picture beside a card's title: drawn for it, or an address elsewhere. */
export type CardThumbnail = MessagePicture | { readonly url: string; readonly altText: string };

/**
 * An answer with everything there is to say, the important first, before Discord's limits are applied. Texts are
 * escaped Markdown; labels of links and choices are plain text, because Discord shows them as they are.
 */
export interface Card {
  readonly title: string;
  /** 0xRRGGBB */
  readonly color?: number | undefined;
  /** A small line below the title: how a name is pronounced, what kind of thing it is. */
  readonly subtitle?: string | undefined;
  readonly thumbnail?: CardThumbnail | undefined;
  /** Shown below the title, as wide as the card. */
  readonly pictures?: readonly MessagePicture[];
  /** Paragraphs, or with `dense` the entries of a list. */
  readonly lead: readonly string[];
  readonly dense?: boolean;
  readonly sections: readonly Section[];
  /** Links to other cards, shown in one select below. */
  readonly links: readonly Link[];
  /** The previous and the next one, shown as buttons. */
  readonly turns?: { readonly before?: Link | undefined; readonly after?: Link | undefined };
  /** The competition whose bracket is drawn on the card. */
  readonly bracketOf?: string;
  /** Links to addresses outside Discord, such as where to watch it. */
  readonly web?: readonly { readonly label: string; readonly url: string }[];
  readonly choices?: readonly CardChoice[];
  /** The facts whose sources are shown on request. */
  readonly claims: readonly Claim[];
  /** The episode that can be marked as watched from this card. */
  readonly unseenEpisode?: string;
}

/** The colour of Clematis. */
export const ACCENT = 0x8f6fd8;

/** An emoji for each kind of thing; characters have their own. */
export const KIND_EMOJI = {
  character: '👤',
  episode: '🎬',
  match: '🎤',
  song: '🎵',
  term: '📖',
  series: '✨',
} as const;
