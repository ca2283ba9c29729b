import type { APIComponentInContainer } from 'discord-api-types/v10';
import { BRACKET_FILE } from '../../../pictures/index.ts';
import { shortened } from '../../contract/markdown.ts';
import type { Reader } from '../../contract/reader.ts';
import { beside, gallery, rule, type ShownPicture, textBlock } from '../../elements/layouts.ts';
import type { Card, CardThumbnail, Section } from './cards/card.ts';

/** Characters on a page; the rest of a message's 4,000 is for its title, footer and buttons. */
const PAGE = 2800;
const TITLE = 256;
const SUBTITLE = 200;
const SECTION_NAME = 100;
const FOOTER = 300;
/** Blocks on a page; the rest of Discord's forty components is for its title, footer and buttons. */
const BLOCKS = 14;

interface Page {
  readonly lead: string[];
  readonly blocks: string[];
}

export interface Drawn {
  readonly blocks: readonly APIComponentInContainer[];
  /** Index of the page, from 0. */
  readonly page: number;
  readonly pages: number;
}

/**
 * One page of a card, within Discord's limits whatever the card contains. A page number outside the range gives the
 * nearest page.
 */
export function drawPage(reader: Reader, card: Card, wanted: number): Drawn {
  const all = pagesOf(card);
  const page = Math.min(Math.max(0, Math.trunc(wanted) || 0), all.length - 1);
  const { lead, blocks } = all[page] ?? { lead: [], blocks: [] };
  const head = [
    `## ${shortened(card.title, TITLE)}`,
    ...(card.subtitle === undefined ? [] : [`-# ${shortened(card.subtitle, SUBTITLE)}`]),
    ...(lead.length === 0 ? [] : [lead.join(between(card))]),
  ];
  const shown = [...lead, ...blocks].join('\n');
  return {
    blocks: [
      beside(head.join('\n'), page === 0 ? thumbnailOf(card.thumbnail) : undefined),
      ...gallery(page === 0 ? picturesOf(card) : []),
      ...(blocks.length === 0 ? [] : [rule()]),
      ...blocks.map((text) => textBlock(text)),
      textBlock(`-# ${footer(reader, shown, page, all.length)}`),
    ],
    page,
    pages: all.length,
  };
}

function between({ dense = false }: Card): string {
  return dense ? '\n' : '\n\n';
}

function thumbnailOf(thumbnail: CardThumbnail | undefined): ShownPicture | undefined {
  if (thumbnail === undefined || 'url' in thumbnail) return thumbnail;
  return { file: thumbnail.name };
}

function picturesOf({ pictures = [], bracketOf }: Card): ShownPicture[] {
  return [
    ...pictures.map(({ name }) => ({ file: name })),
    ...(bracketOf === undefined ? [] : [{ file: BRACKET_FILE }]),
  ];
}

function pagesOf(card: Card): Page[] {
  const pages: Page[] = [];
  let size = Number.POSITIVE_INFINITY;
  const place = (length: number, kind: keyof Page): Page => {
    const last = pages.at(-1);
    if (last !== undefined && size + length <= PAGE && (kind === 'lead' || last.blocks.length < BLOCKS)) {
      size += length;
      return last;
    }
    const next = { lead: [], blocks: [] };
    pages.push(next);
    size = length;
    return next;
  };

  for (const paragraph of card.lead) {
    if (paragraph === '') continue;
    const text = shortened(paragraph, PAGE);
    place(text.length + 2, 'lead').lead.push(text);
  }
  for (const block of blocksOf(card.sections)) place(block.length, 'blocks').blocks.push(block);
  return pages.length === 0 ? [{ lead: [], blocks: [] }] : pages;
}

/** One block for each section; consecutive short fields share one. A line is only split if it is too long by itself. */
function blocksOf(sections: readonly Section[]): string[] {
  const blocks: string[] = [];
  let wasInline = false;
  for (const { name, lines, inline = false } of sections) {
    const title = `**${shortened(name, SECTION_NAME)}**`;
    const last = blocks.at(-1);
    if (inline) {
      const text = shortened(`${title} · ${lines.join(', ')}`, PAGE);
      if (wasInline && last !== undefined && last.length + text.length < PAGE)
        blocks[blocks.length - 1] = `${last}\n${text}`;
      else blocks.push(text);
    } else blocks.push(...torn(title, lines));
    wasInline = inline;
  }
  return blocks;
}

function torn(title: string, lines: readonly string[]): string[] {
  const texts = [title];
  for (const line of lines) {
    const text = shortened(line, PAGE - title.length - 1);
    const last = texts.at(-1) ?? '';
    if (last.length + 1 + text.length <= PAGE) texts[texts.length - 1] = `${last}\n${text}`;
    else texts.push(text);
  }
  return texts;
}

/** A sentence that says up to where the series is shown. */
export function shownUpTo({ view, say, language }: Reader): string {
  if (view.horizon === 'all') return say('know.shownAll');
  const label = view.episodes.find((episode) => episode.id === view.horizon)?.label;
  return label === undefined
    ? say('know.nothingShown')
    : say('know.shownUpTo', { label: view.textIn(label, language) });
}

/** The footer: up to where the series is shown, what the signs mean, and the page number. */
function footer(reader: Reader, shown: string, page: number, pages: number): string {
  const { say } = reader;
  const parts = [shownUpTo(reader)];
  if (/(?<!\\\*)\\\*(?!\\\*)/.test(shown)) parts.push(say('know.oneSource').replace(/\*/g, '\\*'));
  if (/\\\*\\\*/.test(shown)) parts.push(say('know.inferred').replace(/\*/g, '\\*'));
  if (pages > 1) parts.push(`${page + 1}/${pages}`);
  return shortened(parts.join(' · '), FOOTER);
}
