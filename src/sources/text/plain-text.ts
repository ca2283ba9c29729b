import { decodeHTMLStrict } from 'entities';
import { lowerCase } from '../../util/lower-case.ts';
import { tagEnds } from './tag-ends.ts';

/** HTML elements. Anything else in angle brackets is punctuation, as in `ALIEN STAGE <Round 7>`. */
const ELEMENTS = new Set(
  (
    'a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas caption ' +
    'center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption ' +
    'figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd ' +
    'label legend li link main map mark marquee menu meta meter nav nobr noscript object ol optgroup option output p ' +
    'param picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong ' +
    'style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);
/** Elements whose content is not text. */
const SILENT = new Set(['script', 'style']);

/**
 * One line of at most `longest` UTF-16 units (never half of a surrogate pair), without control characters and without
 * invisible ones that change the direction of text.
 */
export function oneLine(text: string, longest: number): string {
  // Cut first, so that the next steps never process megabytes; to twice the length, because of white space.
  const line = text
    .slice(0, longest * 2)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
  return line.replace(/\p{Cs}$/u, '').trimEnd();
}

/**
 * An id that can be stored and read back: with surrogate halves or control characters it would come back changed, and
 * the entry would be new at every look.
 */
export function storableId(id: string): string {
  return id
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}

/**
 * The text of a piece of HTML on one line: elements are removed, their text stays, entities are decoded once. Takes
 * time linear in `longest`, whatever the input.
 */
export function textOfHtml(html: string, longest: number): string {
  // Markup takes room too; eight times the text is enough for a title.
  const piece = html.slice(0, longest * 8);
  const lower = lowerCase(piece);
  const endOfTag = tagEnds(piece);
  let text = '';
  let at = 0;
  while (at < piece.length) {
    const open = piece.indexOf('<', at);
    if (open < 0) break;
    const markup = markupAt(lower, open, endOfTag);
    text += piece.slice(at, open) + markup.text;
    at = markup.end;
  }
  return oneLine(decodeHTMLStrict(text + piece.slice(at)), longest);
}

/** The text for the markup that begins at `open`, and where it ends. A `<` that begins no markup is kept. */
function markupAt(
  lower: string,
  open: number,
  endOfTag: (from: number) => number | undefined,
): { readonly text: string; readonly end: number } {
  if (lower.startsWith('<!--', open)) return { text: '', end: after(lower, '-->', open) };
  if (lower.startsWith('<!doctype', open) || lower.startsWith('<?xml', open))
    return { text: '', end: after(lower, '>', open) };
  const [, slash, name = ''] = TAG_NAME.exec(lower.slice(open, open + LONGEST_NAME)) ?? [];
  const end = ELEMENTS.has(name) ? endOfTag(open + 1) : undefined;
  if (end === undefined) return { text: '<', end: open + 1 };
  const isSilent = SILENT.has(name) && slash === '';
  return {
    text: BREAKS.has(name) ? ' ' : '',
    end: isSilent ? after(lower, '>', after(lower, `</${name}`, end)) : end,
  };
}

const LONGEST_NAME = 20;
const TAG_NAME = /^<(\/?)([a-z][a-z0-9]{0,15})(?=[\s/>])/;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'hr']);

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}
