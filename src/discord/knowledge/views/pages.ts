import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { shortened } from '../../contract/markdown.ts';
import type { Reader } from '../../contract/reader.ts';
import type { Card, Section } from './cards/card.ts';

/**
 * Discord's limits: https://docs.discord.com/developers/resources/message#embed-object-embed-limits. A page is kept to what
 * is read without scrolling, which keeps it far below 6,000 characters.
 */
const TITLE = 256;
const FIELD_NAME = 256;
const FIELD_VALUE = 1024;
const FIELDS = 24;
const PAGE = 1500;
/** Lists of sources are long, most of it addresses that are not seen. */
const DENSE_PAGE = 3600;
const FOOTER = 300;
/** Between fields, Discord shows this as no name at all. */
const NO_NAME = '\u200b';

interface Page {
  description: string;
  readonly fields: APIEmbedField[];
}

export interface Drawn {
  readonly embed: APIEmbed;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** One page of a card, within Discord's limits whatever the card holds. A page that is not there is the nearest one. */
export function drawPage(reader: Reader, card: Card, wanted: number): Drawn {
  const all = pagesOf(card);
  const page = Math.min(Math.max(0, Math.trunc(wanted) || 0), all.length - 1);
  const { description, fields } = all[page] ?? { description: '', fields: [] };
  const embed = {
    title: shortened(card.title, TITLE),
    ...(description === '' ? {} : { description }),
    ...(card.color === undefined ? {} : { color: card.color }),
    fields,
  };
  const shown = JSON.stringify([description, fields.map(({ value }) => value)]);
  return { embed: { ...embed, footer: { text: footer(reader, shown, page, all.length) } }, page, pages: all.length };
}

function pagesOf(card: Card): Page[] {
  const pages: Page[] = [];
  const most = card.dense === true ? DENSE_PAGE : PAGE;
  const between = card.dense === true ? '\n' : '\n\n';
  let size = Number.POSITIVE_INFINITY;
  const place = (length: number, turns = false): Page => {
    const last = pages.at(-1);
    if (last !== undefined && !turns && size + length <= most && last.fields.length < FIELDS) {
      size += length;
      return last;
    }
    const next = { description: '', fields: [] };
    pages.push(next);
    size = length;
    return next;
  };

  for (const paragraph of card.lead) {
    if (paragraph === '') continue;
    const text = shortened(paragraph, most);
    const page = place(text.length + 2);
    page.description = page.description === '' ? text : `${page.description}${between}${text}`;
  }
  for (const section of card.sections) {
    for (const [index, field] of fieldsOf(section).entries()) {
      place(field.name.length + field.value.length, index === 0 && section.turns === true).fields.push(field);
    }
  }
  return pages.length === 0 ? [{ description: '', fields: [] }] : pages;
}

/** As many fields as a section needs: a line is never torn unless it alone is too long for one. */
function fieldsOf({ name, lines, inline = false }: Section): APIEmbedField[] {
  const values: string[] = [];
  for (const line of lines) {
    const text = shortened(line, FIELD_VALUE);
    const last = values.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= FIELD_VALUE)
      values[values.length - 1] = `${last}\n${text}`;
    else values.push(text);
  }
  return values.map((value, index) => ({ name: index === 0 ? shortened(name, FIELD_NAME) : NO_NAME, value, inline }));
}

/** How much of the series is shown. */
export function shownUpTo({ view, say, language }: Reader): string {
  if (view.horizon === 'all') return say('know.shownAll');
  const label = view.episodes.find((episode) => episode.id === view.horizon)?.label;
  return label === undefined
    ? say('know.nothingShown')
    : say('know.shownUpTo', { label: view.textIn(label, language) });
}

/** How much of the series this shows, what its signs mean, and which page it is. */
function footer(reader: Reader, shown: string, page: number, pages: number): string {
  const { say } = reader;
  const parts = [shownUpTo(reader)];
  // The backslash is doubled once more by JSON.
  if (/(?<!\\\\\*)\\\\\*(?!\\\\\*)/.test(shown)) parts.push(say('know.oneSource'));
  if (/\\\\\*\\\\\*/.test(shown)) parts.push(say('know.inferred'));
  if (pages > 1) parts.push(`${page + 1}/${pages}`);
  return shortened(parts.join(' · '), FOOTER);
}
