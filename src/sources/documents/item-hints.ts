import { decodeHTMLStrict } from 'entities';
import { endOfMarkup, localName, SLASH } from './xml-markup.ts';

/** Facts about items that the reader of their format leaves out. */
export interface ItemHints {
  /** The base of all items' relative links (`xml:base` of the root or the channel). */
  readonly base: string | undefined;
  /** One for each item, in the document's order. */
  readonly items: readonly ItemHint[];
}

export interface ItemHint {
  readonly base?: string;
  /** The item's address without the redirector that counts readers (`origLink` of FeedBurner and Pheedo). */
  readonly original?: string;
}

const ITEMS = new Set(['item', 'entry']);
const ABOVE_ITEMS = new Set(['feed', 'rss', 'rdf', 'channel']);
const BASE = /\sxml:base\s?=\s?["']([^"'<>]{1,2000})["']/;
const LONGEST_LINK = 2_000;

/** Reads the document once, or not at all if it has nothing of the kind, as most. */
export function itemHints(text: string): ItemHints {
  const items: ItemHint[] = [];
  let base: string | undefined;
  if (!text.includes('xml:base') && !text.includes('origLink')) return { base, items };

  let isInside = false;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfMarkup(text, at);
    if (end === undefined) break;
    const isEnd = text.charCodeAt(at + 1) === SLASH;
    const name = localName(text, isEnd ? at + 2 : at + 1);
    if (ITEMS.has(name)) {
      isInside = !isEnd && text.charCodeAt(end - 2) !== SLASH;
      if (!isEnd) items.push(withBase(text.slice(at, end)));
    } else if (!isInside && !isEnd && ABOVE_ITEMS.has(name)) {
      base = withBase(text.slice(at, end)).base ?? base;
    } else if (isInside && !isEnd && name === 'origlink') {
      items.push({ ...items.pop(), ...originalIn(text, end) });
    }
    at = end;
  }
  return { base, items };
}

function withBase(tag: string): ItemHint {
  const base = BASE.exec(tag.slice(0, LONGEST_LINK * 2))?.[1];
  return base === undefined ? {} : { base: decodeHTMLStrict(base) };
}

function originalIn(text: string, from: number): ItemHint {
  const piece = text.slice(from, from + LONGEST_LINK).trimStart();
  if (piece.startsWith('<![CDATA[')) return { original: piece.slice(9, Math.max(9, piece.indexOf(']]>'))) };
  return { original: decodeHTMLStrict(piece.slice(0, Math.max(0, piece.indexOf('<')))) };
}
