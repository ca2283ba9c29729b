import { type CodeSpan, codeSpansIn } from './code-spans.ts';
import type { Decoration, MarkdownNode } from './markdown-nodes.ts';

/** Marks around text, longest first, so that `__` is not read as two `_`. */
const MARKS: readonly (readonly [mark: string, type: Decoration])[] = [
  ['**', 'bold'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'italic'],
  ['_', 'italic'],
];

const ANGLED =
  /<(?:(@[!&]?|#)(\d{1,20})|t:(-?\d{1,13})(?::([tTdDfFR]))?|a?:(\w{2,32}):(\d{1,20})|\/([^:<>]{1,100}):\d{1,20}|(https?:\/\/[^\s<>]+))>/y;
const BARE_LINK = /https?:\/\/[^\s<>]+/y;
const MASKED_LINK =
  /\[((?:\\.|[^\\[\]\n])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"\n]*")?\)/y;
const EVERYONE = /@(everyone|here)/y;
/** Deeper nesting than anybody writes, so that no text can exhaust the stack. */
const DEPTH_LIMIT = 20;

/** Text within a line: marks, links, mentions, times, code. Everything else stays as it was written. */
export function readInline(text: string, depth = 0): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const codes = codeSpansIn(text);
  let plain = '';
  let at = 0;
  const push = (node: MarkdownNode) => {
    if (plain !== '') nodes.push({ type: 'text', text: plain });
    plain = '';
    nodes.push(node);
  };

  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\' && /[^\sA-Za-z0-9]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    if (char === '\n') {
      push({ type: 'break' });
      at += 1;
      continue;
    }
    const found = readSpecial(text, at, depth, codes);
    if (found) {
      push(found.node);
      at = found.end;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain !== '') nodes.push({ type: 'text', text: plain });
  return nodes;
}

type Codes = ReadonlyMap<number, CodeSpan>;

interface Found {
  readonly node: MarkdownNode;
  readonly end: number;
}

function readSpecial(text: string, at: number, depth: number, codes: Codes): Found | undefined {
  switch (text[at]) {
    case '<':
      return readAngled(text, at);
    case '`': {
      const code = codes.get(at);
      return code && { node: { type: 'code', text: code.text }, end: code.end };
    }
    case '[': {
      const match = depth < DEPTH_LIMIT ? matchAt(MASKED_LINK, text, at) : undefined;
      const children = match && readInline(match[1] ?? '', depth + 1);
      return match && children && { node: { type: 'link', href: match[2] ?? '', children }, end: at + match[0].length };
    }
    case 'h':
      return readBareLink(text, at);
    case '@': {
      const match = matchAt(EVERYONE, text, at);
      return match && { node: { type: 'everyone', name: match[1] as 'everyone' | 'here' }, end: at + match[0].length };
    }
    default:
      return depth < DEPTH_LIMIT ? readMarked(text, at, depth, codes) : undefined;
  }
}

function readAngled(text: string, at: number): Found | undefined {
  const match = matchAt(ANGLED, text, at);
  if (!match) return undefined;
  const end = at + match[0].length;
  const [, sign, id = '', seconds, style = 'f', emoji, emojiId = '', command, link] = match;
  if (sign !== undefined) {
    const what = sign === '#' ? 'channel' : sign === '@&' ? 'role' : 'user';
    return { node: { type: 'mention', what, id }, end };
  }
  if (seconds !== undefined) {
    // Discord shows a timestamp that no date can hold as plain text.
    if (Math.abs(Number(seconds)) > 8.64e12) return undefined;
    return { node: { type: 'time', seconds: Number(seconds), style }, end };
  }
  if (emoji !== undefined) return { node: { type: 'emoji', name: emoji, id: emojiId }, end };
  if (command !== undefined) return { node: { type: 'command', name: command }, end };
  const href = link ?? '';
  return { node: { type: 'link', href, children: [{ type: 'text', text: href }] }, end };
}

function readBareLink(text: string, at: number): Found | undefined {
  const match = matchAt(BARE_LINK, text, at);
  if (!match) return undefined;
  let href = match[0].replace(/[.,:;"'\]!?*_~|]+$/, '');
  // A bracket at the end belongs to the sentence, unless it was opened inside the address.
  while (href.endsWith(')') && href.split('(').length < href.split(')').length) href = href.slice(0, -1);
  return { node: { type: 'link', href, children: [{ type: 'text', text: href }] }, end: at + href.length };
}

function readMarked(text: string, at: number, depth: number, codes: Codes): Found | undefined {
  for (const [mark, type] of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const close = closeOf(text, at + mark.length, mark, codes);
    if (close === undefined) continue;
    // Underscores inside a word are part of it.
    if (mark === '_' && (/\w/.test(text[at - 1] ?? '') || /\w/.test(text[close + 1] ?? ''))) continue;
    const inner = text.slice(at + mark.length, close);
    if (mark === '*' && (/^\s/.test(inner) || /\s$/.test(inner))) continue;
    return { node: { type, children: readInline(inner, depth + 1) }, end: close + mark.length };
  }
  return undefined;
}

/** Where a mark is closed: not after a backslash, not inside code, not as part of a longer mark. */
function closeOf(text: string, from: number, mark: string, codes: Codes): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '`') at = (codes.get(at)?.end ?? at + 1) - 1;
    else if (text.startsWith(mark, at)) {
      const isLonger = mark.length === 1 && text[at + 1] === mark;
      if (isLonger) at += 1;
      else if (at > from) {
        // `***both***`: the inner mark is the first to be closed.
        return mark.length === 2 && text[at + 2] === mark[0] ? at + 1 : at;
      }
    }
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
