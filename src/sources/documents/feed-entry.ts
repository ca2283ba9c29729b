import type { FeedEntry } from '../../domain/feed/feed-document.ts';
import { defined } from '../../util/defined.ts';
import { isShortLink, webLink } from '../addresses/web-link.ts';
import { readDate } from '../dates/read-date.ts';
import { oneLine, storableId, textOfHtml } from '../text/plain-text.ts';
import { entryKey, linkIdentity } from './entry-key.ts';

export const LONGEST_TITLE = 1000;
const LONGEST_ID = 1000;
const LONGEST_AUTHOR = 200;

/** An entry as a format's reader found it, unchecked. */
export interface RawEntry {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly titleIsHtml: boolean;
  /** The first one that is a web address becomes the link. */
  readonly links: readonly (string | undefined)[];
  /** The first one that can be read becomes the date. */
  readonly published: readonly (string | undefined)[];
  readonly updated?: readonly (string | undefined)[];
  readonly author?: string | undefined;
  readonly views?: number | undefined;
  readonly ratings?: number | undefined;
  /** The address that relative links are resolved against: the document's own. */
  readonly base: string;
}

/** Undefined for an entry without id, link and title. */
export function feedEntry(raw: RawEntry): FeedEntry | undefined {
  const id = raw.id === undefined ? undefined : storableId(raw.id) || undefined;
  const title = plainTitle(raw.title, raw.titleIsHtml);
  const link = firstOf(raw.links, (href) => webLink(href, raw.base));
  if (!id && !link && title === '') return undefined;

  const publishedMs = firstOf(raw.published, readDate);
  const updatedMs = firstOf(raw.updated ?? [], readDate);
  const author = raw.author === undefined ? '' : oneLine(raw.author, LONGEST_AUTHOR);
  const date = publishedMs ?? raw.published.find((text) => text !== undefined);
  return {
    key: entryKey({ id, link, title, date }),
    ...(id === undefined ? {} : { id: storableId(id.slice(0, LONGEST_ID)) }),
    title,
    ...(link === undefined ? {} : { link, linkIdentity: linkIdentity(link) }),
    ...defined({ publishedMs, updatedMs }),
    ...(author === '' ? {} : { author }),
    ...(isCount(raw.views) ? { views: raw.views } : {}),
    ...(isCount(raw.ratings) ? { ratings: raw.ratings } : {}),
    isShort: isShortLink(link),
  };
}

/** The readable text of a title; empty where most of it is broken characters, so that the link is shown instead. */
export function plainTitle(title: string | undefined, isHtml: boolean): string {
  if (title === undefined) return '';
  const text = isHtml ? textOfHtml(title, LONGEST_TITLE) : oneLine(title, LONGEST_TITLE);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return text;
  const right = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return broken > right ? '' : oneLine(text.replaceAll('\ufffd', ' '), LONGEST_TITLE);
}

function firstOf<T>(
  texts: readonly (string | undefined)[],
  read: (text: string | undefined) => T | undefined,
): T | undefined {
  for (const text of texts) {
    const value = read(text);
    if (value !== undefined) return value;
  }
  return undefined;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
