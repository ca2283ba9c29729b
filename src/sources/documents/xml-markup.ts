export const BANG = '!'.charCodeAt(0);
export const SLASH = '/'.charCodeAt(0);
export const QUESTION = '?'.charCodeAt(0);
const EQUALS = '='.charCodeAt(0);
const CLOSE = '>'.charCodeAt(0);
const DOUBLE_QUOTE = '"'.charCodeAt(0);
const SINGLE_QUOTE = "'".charCodeAt(0);
const OPEN_BRACKET = '['.charCodeAt(0);
const CLOSE_BRACKET = ']'.charCodeAt(0);

/** Where the markup that begins at `start` ends (exclusive); undefined when it never does. */
export function endOfMarkup(text: string, start: number): number | undefined {
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
  if (text.startsWith('<!', start)) return endOfDoctype(text, start);

  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CLOSE) return at + 1;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) at = closingQuote(text, at, code);
  }
  return undefined;
}

function endOfDoctype(text: string, start: number): number | undefined {
  let inner = false;
  for (let at = start + 2; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) at = closingQuote(text, at, code);
    else if (code === OPEN_BRACKET) inner = true;
    else if (code === CLOSE_BRACKET) inner = false;
    else if (code === CLOSE && !inner) return at + 1;
  }
  return undefined;
}

function after(text: string, end: string, from: number): number | undefined {
  const found = text.indexOf(end, from);
  return found < 0 ? undefined : found + end.length;
}

/** The local name (without prefix), in lower case; empty when there is no name. */
export function localName(text: string, from: number): string {
  NAME.lastIndex = from;
  const name = NAME.exec(text)?.[0] ?? '';
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

/** The prefix of a name, in lower case; empty for a name without one. */
export function prefixOf(text: string, from: number): string {
  NAME.lastIndex = from;
  const name = NAME.exec(text)?.[0] ?? '';
  return name.slice(0, Math.max(0, name.lastIndexOf(':'))).toLowerCase();
}

const NAME = /[\p{L}_][\p{L}\p{N}_.:-]{0,200}/uy;

/** The number of attributes of a tag. */
export function countAttributes(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS) count += 1;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) at = closingQuote(text, at, code);
  }
  return count;
}

/** Index of the closing quote; the length of the text when there is none. */
function closingQuote(text: string, at: number, quote: number): number {
  const close = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
  return close < 0 ? text.length : close;
}
