import { readInline } from './markdown-inline.ts';
import type { MarkdownNode } from './markdown-nodes.ts';

const FENCE = /^```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```/;
const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SMALL = /^-#\s+(\S.*)$/;
const ITEM = /^\s*(?:[-*]|(\d{1,9})\.)\s+(\S.*)$/;
const QUOTE = /^>\s(.*)$/;

/**
 * Reads a message's text the way Discord's clients show it: headings, small text, lists, quotes and blocks of code by
 * line, the rest within lines. Never fails: what is no formatting is text.
 */
export function readMarkdown(text: string): MarkdownNode[] {
  return readBlocks(text.replaceAll('\r\n', '\n'), true);
}

/** The parts of a text in which only a line's inside is formatted, such as an embed's title. */
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
    const end = rest.indexOf('\n');
    const line = end === -1 ? rest : rest.slice(0, end);
    const after = end === -1 ? '' : rest.slice(end + 1);

    const fenceAt = line.indexOf('```');
    const fence = fenceAt === -1 ? null : FENCE.exec(rest.slice(fenceAt));
    if (fence?.[2] !== undefined && fence[2].trim() !== '') {
      if (fenceAt > 0) paragraph.push(line.slice(0, fenceAt));
      flush();
      nodes.push({ type: 'codeBlock', language: fence[1] ?? '', text: fence[2] });
      rest = rest.slice(fenceAt + fence[0].length).replace(/^\n/, '');
      continue;
    }
    if (mayQuote && line.startsWith('>>> ')) {
      flush();
      nodes.push({ type: 'quote', children: readBlocks(rest.slice(4), false) });
      return nodes;
    }
    if (mayQuote && QUOTE.test(line)) {
      flush();
      const [quoted, left] = take(rest, QUOTE);
      nodes.push({ type: 'quote', children: readBlocks(quoted.map((match) => match[1] ?? '').join('\n'), false) });
      rest = left;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      flush();
      const level = (heading[1] ?? '#').length as 1 | 2 | 3;
      nodes.push({ type: 'heading', level, children: readInline(heading[2] ?? '') });
      rest = after;
      continue;
    }
    const small = SMALL.exec(line);
    if (small) {
      flush();
      nodes.push({ type: 'small', children: readInline(small[1] ?? '') });
      rest = after;
      continue;
    }
    const item = ITEM.exec(line);
    if (item) {
      flush();
      const [items, left] = take(rest, ITEM);
      const start = item[1] === undefined ? undefined : Number(item[1]);
      nodes.push({ type: 'list', start, items: items.map((match) => readInline(match[2] ?? '')) });
      rest = left;
      continue;
    }
    paragraph.push(line);
    rest = after;
  }
  flush();
  return nodes;
}

/** The lines at the front that fit, and what comes after them. */
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
