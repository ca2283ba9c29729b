import { BANG, countAttributes, endOfMarkup, localName, QUESTION, SLASH } from './xml-markup.ts';

/** What a document is, found by walking over its signs once, before any parser sees it. */
export type XmlShape =
  | { readonly kind: 'whole'; readonly root: string }
  /** The root was never closed. `endOfLastItem` is where the last complete item ends, when every item is complete. */
  | { readonly kind: 'unclosed'; readonly root: string; readonly endOfLastItem: number | undefined }
  | { readonly kind: 'hostile'; readonly detail: string }
  /** The root is none of a feed's. */
  | { readonly kind: 'other'; readonly root: string }
  | { readonly kind: 'no-xml' };

/** Real feeds stay below 20; parsers slow down or overflow with nesting. */
const DEEPEST = 90;
/** A podcast of ten years has some 60,000; parsers take seconds for half a million. */
const MOST_ATTRIBUTES = 120_000;
const MOST_ATTRIBUTES_OF_A_TAG = 250;
/** A podcast of 3,000 entries has some 100,000; a parser takes over a second for half a million. */
const MOST_ELEMENTS = 300_000;
/** HTML's elements without an end, as sloppy feeds write them between others. */
const ENDLESS = new Set(['br', 'hr', 'img', 'wbr']);
/** Local names, in lower case. */
const ROOTS = new Set(['feed', 'rss', 'rdf']);
const ITEMS = new Set(['item', 'entry']);

/**
 * Reads the outline of an XML document in one pass, in time proportional to its length: its root, whether it was
 * closed, and whether it is built to exhaust a parser. Sloppy markup inside items (unclosed `<br>`) is passed over.
 */
export function inspectXml(text: string): XmlShape {
  const open: string[] = [];
  let root: string | undefined;
  let rootClosed = false;
  let attributes = 0;
  let elements = 0;
  let itemsOpen = 0;
  let endOfLastItem: number | undefined;
  let endOfChannel: number | undefined;
  let at = 0;

  while (!rootClosed) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (root === undefined && text.slice(at, start).trim() !== '') return { kind: 'no-xml' };

    const second = text.charCodeAt(start + 1);
    const name = localName(text, second === SLASH ? start + 2 : start + 1);
    if (name === '' && second !== BANG && second !== QUESTION) {
      // A bare "less than" in somebody's text.
      at = start + 1;
      continue;
    }
    const end = endOfMarkup(text, start);
    if (end === undefined) break;
    at = end;
    if (name === '') continue;
    if (second === SLASH) {
      const index = open.lastIndexOf(name);
      if (index < 0) continue;
      open.length = index;
      if (ITEMS.has(name)) {
        itemsOpen -= 1;
        endOfLastItem = at;
      }
      if (name === 'channel') endOfChannel = at;
      rootClosed = open.length === 0;
      continue;
    }

    root ??= name;
    if (!ROOTS.has(root)) return { kind: 'other', root };
    elements += 1;
    if (elements > MOST_ELEMENTS) return { kind: 'hostile', detail: `It has more than ${MOST_ELEMENTS} elements` };
    const inTag = countAttributes(text, start, end);
    attributes += inTag;
    if (inTag > MOST_ATTRIBUTES_OF_A_TAG || attributes > MOST_ATTRIBUTES) {
      return {
        kind: 'hostile',
        detail: `It has ${attributes} attributes by its sign ${start}, ${inTag} of them in one tag`,
      };
    }
    if (text.charCodeAt(end - 2) === SLASH) {
      rootClosed = open.length === 0;
      continue;
    }
    if (ENDLESS.has(name)) continue;
    if (ITEMS.has(name)) itemsOpen += 1;
    open.push(name);
    if (open.length > DEEPEST) return { kind: 'hostile', detail: `Its elements are nested more than ${DEEPEST} deep` };
  }

  if (root === undefined) return { kind: 'no-xml' };
  if (rootClosed) return { kind: 'whole', root };
  // A channel that has been closed is whole, with or without entries, whatever became of the last tag.
  return { kind: 'unclosed', root, endOfLastItem: itemsOpen === 0 ? (endOfLastItem ?? endOfChannel) : undefined };
}
