import { BANG, countAttributes, endOfMarkup, localName, QUESTION, SLASH } from './xml-markup.ts';

/** The outline of a document, found in one pass before any parser sees it. */
export type XmlShape =
  | { readonly kind: 'whole'; readonly root: string }
  /** The root was never closed. `endOfLastItem`: where the last complete item ends, if every item is complete. */
  | { readonly kind: 'unclosed'; readonly root: string; readonly endOfLastItem: number | undefined }
  | { readonly kind: 'hostile'; readonly detail: string }
  /** The root element is not a feed's. */
  | { readonly kind: 'other'; readonly root: string }
  | { readonly kind: 'no-xml' };

/** Real feeds stay below 20 levels; parsers slow down or overflow with more. */
const DEEPEST = 90;
/** A podcast of ten years has some 60,000; half a million take parsers seconds. */
const MOST_ATTRIBUTES = 120_000;
const MOST_ATTRIBUTES_OF_A_TAG = 250;
/** A podcast of 3,000 entries has some 100,000; half a million take a parser over a second. */
const MOST_ELEMENTS = 300_000;
/** HTML elements without an end tag, which badly written feeds contain. */
const ENDLESS = new Set(['br', 'hr', 'img', 'wbr']);
/** Local names, in lower case. */
const ROOTS = new Set(['feed', 'rss', 'rdf']);
const ITEMS = new Set(['item', 'entry']);

/**
 * Reads the outline of an XML document in one pass, in linear time: its root, whether it was closed, and whether it is
 * built to exhaust a parser. Unclosed HTML inside items (`<br>`) is ignored.
 */
export function inspectXml(text: string): XmlShape {
  const outline = createOutline();
  let at = 0;

  while (!outline.rootClosed()) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (outline.root() === undefined && text.slice(at, start).trim() !== '') return { kind: 'no-xml' };

    const second = text.charCodeAt(start + 1);
    const name = localName(text, second === SLASH ? start + 2 : start + 1);
    if (name === '' && second !== BANG && second !== QUESTION) {
      // A plain “less than” in somebody's text.
      at = start + 1;
      continue;
    }
    const end = endOfMarkup(text, start);
    if (end === undefined) break;
    at = end;
    if (name === '') continue;
    if (second === SLASH) {
      outline.close(name, end);
      continue;
    }
    const isEmpty = text.charCodeAt(end - 2) === SLASH;
    const verdict = outline.open({ name, start, isEmpty, attributes: countAttributes(text, start, end) });
    if (verdict !== undefined) return verdict;
  }
  return outline.shape();
}

interface Tag {
  readonly name: string;
  readonly start: number;
  /** An empty element, as `<br/>`. */
  readonly isEmpty: boolean;
  readonly attributes: number;
}

/** The open elements at the present position, and the counts up to there. */
function createOutline() {
  const open: string[] = [];
  let root: string | undefined;
  let rootClosed = false;
  let attributes = 0;
  let elements = 0;
  let itemsOpen = 0;
  let endOfLastItem: number | undefined;
  let endOfChannel: number | undefined;

  /** Why a document with this tag is not parsed; undefined when it may be. */
  function refusal(tag: Tag): XmlShape | undefined {
    if (root !== undefined && !ROOTS.has(root)) return { kind: 'other', root };
    if (elements > MOST_ELEMENTS) return { kind: 'hostile', detail: `It has more than ${MOST_ELEMENTS} elements` };
    if (tag.attributes <= MOST_ATTRIBUTES_OF_A_TAG && attributes <= MOST_ATTRIBUTES) return undefined;
    const inTag = `${tag.attributes} of them in one tag`;
    return { kind: 'hostile', detail: `It has ${attributes} attributes by its sign ${tag.start}, ${inTag}` };
  }

  return {
    root: () => root,
    rootClosed: () => rootClosed,
    /** Processes a start tag. Returns the document's shape if nothing after the tag can change it. */
    open(tag: Tag): XmlShape | undefined {
      root ??= tag.name;
      elements += 1;
      attributes += tag.attributes;
      const refused = refusal(tag);
      if (refused !== undefined) return refused;
      if (tag.isEmpty) {
        rootClosed = open.length === 0;
        return undefined;
      }
      if (ENDLESS.has(tag.name)) return undefined;
      if (ITEMS.has(tag.name)) itemsOpen += 1;
      open.push(tag.name);
      return open.length > DEEPEST
        ? { kind: 'hostile', detail: `Its elements are nested more than ${DEEPEST} deep` }
        : undefined;
    },
    /** Processes an end tag, which also closes elements left open inside. One without a start tag is ignored. */
    close(name: string, end: number): void {
      const index = open.lastIndexOf(name);
      if (index < 0) return;
      open.length = index;
      if (ITEMS.has(name)) {
        itemsOpen -= 1;
        endOfLastItem = end;
      }
      if (name === 'channel') endOfChannel = end;
      rootClosed = open.length === 0;
    },
    shape(): XmlShape {
      if (root === undefined) return { kind: 'no-xml' };
      if (rootClosed) return { kind: 'whole', root };
      // A channel that was closed is complete, with or without entries, whatever became of the last tag.
      return { kind: 'unclosed', root, endOfLastItem: itemsOpen === 0 ? (endOfLastItem ?? endOfChannel) : undefined };
    },
  };
}
