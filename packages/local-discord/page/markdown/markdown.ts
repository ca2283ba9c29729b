import { readInline } from './markdown-inline.ts';
import type { MarkdownNode } from './markdown-nodes.ts';

const FENCE = /^```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```/;
const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SMALL = /^-#\s+(\S.*)$/;
const ITEM = /^\s*(?:[-*]|(\d{1,9})\.)\s+(\S.*)$/;
const QUOTE = /^>\s(.*)$/;

/**
 * Reads a message's text as Discord's clients show it: headings, small text, lists, quotes and code blocks by line, the
 * rest within lines. Never fails: anything else is plain text.
 */
export function readMarkdown(text: string): MarkdownNode[] {
  return readBlocks(text.replaceAll('\r\n', '\n'), true);
}

/** Reads a text that has only inline formatting, such as an embed's title. */
export function readLine(text: string): MarkdownNode[] {
  return readInline(text);
}

function readBlocks(text: string, mayQuote: boolean): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) nodes.push(...readInline(paragraph.join('\n')));
    paragraph = [];
  };

  let rest = text;
  while (rest !== '') {
    const [line, after] = firstLine(rest);
    const block =
      readFence(line, rest) ?? (mayQuote ? readQuote(line, rest) : undefined) ?? readLines(line, rest, after);
    if (block === undefined) paragraph.push(line);
    else {
      if (block.before !== undefined) paragraph.push(block.before);
      flush();
      nodes.push(block.node);
    }
    rest = block === undefined ? after : block.rest;
  }
  flush();
  return nodes;
}

/** A block found at the front of a text. */
interface Block {
  readonly node: MarkdownNode;
  /** Text before it on the same line. */
  readonly before?: string;
  /** The text after it. */
  readonly rest: string;
}

function firstLine(text: string): [line: string, after: string] {
  const end = text.indexOf('\n');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

/** A code block that begins on the first line, also in the middle of it. */
function readFence(line: string, text: string): Block | undefined {
  const at = line.indexOf('```');
  const fence = at === -1 ? null : FENCE.exec(text.slice(at));
  if (fence?.[2] === undefined || fence[2].trim() === '') return undefined;
  return {
    node: { type: 'codeBlock', language: fence[1] ?? '', text: fence[2] },
    ...(at > 0 ? { before: line.slice(0, at) } : {}),
    rest: text.slice(at + fence[0].length).replace(/^\n/, ''),
  };
}

/** A quote of some lines, or of everything that follows. */
function readQuote(line: string, text: string): Block | undefined {
  if (line.startsWith('>>> ')) return { node: { type: 'quote', children: readBlocks(text.slice(4), false) }, rest: '' };
  if (!QUOTE.test(line)) return undefined;
  const [quoted, rest] = take(text, QUOTE);
  const inside = quoted.map((match) => match[1] ?? '').join('\n');
  return { node: { type: 'quote', children: readBlocks(inside, false) }, rest };
}

/** A heading, small text or a list. */
function readLines(line: string, text: string, after: string): Block | undefined {
  const heading = HEADING.exec(line);
  if (heading) {
    const level = (heading[1] ?? '#').length as 1 | 2 | 3;
    return { node: { type: 'heading', level, children: readInline(heading[2] ?? '') }, rest: after };
  }
  const small = SMALL.exec(line);
  if (small) return { node: { type: 'small', children: readInline(small[1] ?? '') }, rest: after };
  const item = ITEM.exec(line);
  if (!item) return undefined;
  const [items, rest] = take(text, ITEM);
  const start = item[1] === undefined ? undefined : Number(item[1]);
  return { node: { type: 'list', start, items: items.map((match) => readInline(match[2] ?? '')) }, rest };
}

/** The lines at the beginning that match, and the text after them. */
function take(text: string, pattern: RegExp): [RegExpExecArray[], string] {
  const lines = text.split('\n');
  const matches: RegExpExecArray[] = [];
  for (const line of lines) {
    const match = pattern.exec(line);
    if (!match) break;
    matches.push(match);
  }
  return [matches, lines.slice(matches.length).join('\n')];
}
