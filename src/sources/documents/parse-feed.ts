import { parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import type { FeedDocument, FeedEntry } from '../../domain/feed/feed-document.ts';
import { defined } from '../../util/defined.ts';
import { webLink } from '../addresses/web-link.ts';
import type { FeedFailureReason } from '../fetching/feed-failure.ts';
import { feedEntry, plainTitle } from './feed-entry.ts';
import { inspectXml } from './inspect-xml.ts';
import { itemHints } from './item-hints.ts';
import { withoutOwnPrefix } from './own-prefix.ts';
import { readAtom } from './read-atom.ts';

export type ParsedFeed =
  | { readonly kind: 'document'; readonly document: FeedDocument }
  | { readonly kind: 'failed'; readonly reason: FeedFailureReason; readonly detail: string };

/** The most entries that are read; of a longer document the newer end. Large podcasts list some 3,000. */
const MOST_ENTRIES = 5000;

/**
 * Reads a decoded document as Atom, RSS, RDF (RSS 1.0) or JSON Feed. Never throws, and never expands an entity that the
 * document defines itself. A document that stops in the middle of an entry is refused; one that only lacks its last
 * closing tags is read.
 *
 * @param url the final address of the document; relative links are resolved against it
 */
export function parseFeed(text: string, url: string): ParsedFeed {
  const start = text.slice(0, 1000).trimStart();
  if (start.startsWith('{')) return parseJson(text, url);

  const shape = inspectXml(text);
  switch (shape.kind) {
    case 'no-xml':
      return failed('not-a-feed', 'The document is neither XML nor JSON');
    case 'other':
      return failed('not-a-feed', `The document's root is <${shape.root.slice(0, 40)}>, not <feed>, <rss> or <RDF>`);
    case 'hostile':
      return failed('hostile', shape.detail);
    case 'unclosed':
      if (shape.endOfLastItem === undefined) return failed('truncated', 'The document stops in the middle of an entry');
      return parseXml(shape.root, text.slice(0, shape.endOfLastItem), url);
    case 'whole':
      return parseXml(shape.root, text, url);
  }
}

function parseXml(root: string, text: string, url: string): ParsedFeed {
  try {
    const trimmed = text.trimStart();
    if (root === 'feed') return found(readAtom(trimmed, url));
    return found(
      root === 'rss' ? readRss(withoutOwnPrefix(trimmed, 'rss'), url) : readRdf(withoutOwnPrefix(trimmed, 'rdf'), url),
    );
  } catch (error) {
    return failed('not-a-feed', `The ${root} document cannot be read: ${messageOf(error)}`);
  }
}

function parseJson(text: string, url: string): ParsedFeed {
  let value: unknown;
  try {
    value = JSON.parse(withIdsAsText(text));
  } catch (error) {
    const isCut = !text.trimEnd().endsWith('}');
    return failed(isCut ? 'truncated' : 'not-a-feed', `The document is not valid JSON: ${messageOf(error)}`);
  }
  try {
    return found(readJson(asJsonFeed(value), url));
  } catch (error) {
    return failed('not-a-feed', `The JSON document is not a JSON Feed: ${messageOf(error)}`);
  }
}

/**
 * A JSON Feed, also one that deviates: `version` may be the number alone, and a list with entries may lack version or
 * title, but not both. An object without a list is refused, because otherwise an error would read as an empty feed.
 *
 * @throws Error when it is not a JSON Feed
 */
function asJsonFeed(value: unknown): object {
  const feed = Object(value) as { version?: unknown; title?: unknown; items?: unknown };
  if (!Array.isArray(feed.items)) throw new Error('It has no list of items');
  const isNamed = typeof feed.version === 'string' && JSON_FEED.test(feed.version);
  const isTitled = typeof feed.title === 'string';
  const isMeant = feed.items.length === 0 ? isNamed && isTitled : isNamed || isTitled;
  if (!isMeant) throw new Error('It names neither its version nor its title');
  return { ...feed, version: 'https://jsonfeed.org/version/1.1', title: isTitled ? feed.title : ' ' };
}

const JSON_FEED = /^(?:https?:\/\/)?(?:www\.)?jsonfeed\.org\/version\/|^1(?:\.\d)?$/;

/** Numeric ids as text: beyond 2^53 they would lose digits, and two entries become one. */
function withIdsAsText(text: string): string {
  return text.replace(/("id"\s{0,20}:\s{0,20})(-?\d{1,100})(?=\s{0,20}[,}])/g, '$1"$2"');
}

function readRss(text: string, url: string): FeedDocument {
  const feed = parseRssFeed(text);
  const hints = hintsFor(text, feed.items?.length, url);
  const entries = (feed.items ?? []).map((item, index) => {
    const guid = item.guid?.value;
    const { original, base } = hints(index);
    return feedEntry({
      id: guid,
      title:
        item.title ?? item.itunes?.title ?? item.dc?.titles?.[0] ?? item.atom?.title?.value ?? item.media?.title?.value,
      titleIsHtml: true,
      links: [
        original,
        item.link,
        item.guid?.isPermaLink === false ? undefined : absolute(guid),
        alternate(item.atom?.links),
        // A podcast episode may have only an audio file.
        ...(item.enclosures ?? []).map((enclosure) => enclosure.url),
      ],
      published: [
        ...[item.pubDate, ...(item.dc?.dates ?? []), item.atom?.published],
        ...[item.dcterms?.issued?.[0], item.dcterms?.dates?.[0], item.dcterms?.created?.[0]],
      ],
      updated: [item.atom?.updated, item.dcterms?.modified?.[0]],
      author: item.dc?.creators?.[0] ?? item.authors?.[0]?.name ?? item.itunes?.author,
      base,
    });
  });
  return document('rss', 'rss', feed.title ?? feed.dc?.titles?.[0], feed.link, entries, url);
}

/** The hints of each item; empty where the number of items differs from the reader's. */
function hintsFor(
  text: string,
  count: number | undefined,
  url: string,
): (index: number) => { readonly original: string | undefined; readonly base: string } {
  const { base, items } = itemHints(text);
  const common = webLink(base, url) ?? url;
  const hinted = items.length === count ? items : [];
  return (index) => {
    const { original, base: own } = hinted[index] ?? {};
    return { original, base: webLink(own, common) ?? common };
  };
}

function readRdf(text: string, url: string): FeedDocument {
  const feed = parseRdfFeed(text);
  const entries = (feed.items ?? []).map((item) =>
    feedEntry({
      id: item.rdf?.about,
      title: item.title ?? item.dc?.titles?.[0],
      titleIsHtml: true,
      links: [item.link, item.rdf?.about],
      published: [...(item.dc?.dates ?? []), item.dcterms?.issued?.[0], item.dcterms?.created?.[0]],
      updated: [item.dcterms?.modified?.[0]],
      author: item.dc?.creators?.[0],
      base: url,
    }),
  );
  return document('rdf', 'rss', feed.title, feed.link, entries, url);
}

function readJson(value: unknown, url: string): FeedDocument {
  const feed = parseJsonFeed(value);
  const entries = (feed.items ?? []).map((item) =>
    feedEntry({
      id: item.id,
      title: item.title,
      titleIsHtml: false,
      links: [item.url, item.external_url],
      published: [item.date_published],
      updated: [item.date_modified],
      author: item.authors?.[0]?.name,
      base: url,
    }),
  );
  return document('json', 'rss', feed.title, feed.home_page_url, entries, url);
}

function document(
  kind: FeedDocument['kind'],
  source: FeedDocument['source'],
  title: string | undefined,
  link: string | undefined,
  entries: readonly (FeedEntry | undefined)[],
  url: string,
): FeedDocument {
  const home = webLink(link, url);
  return {
    kind,
    source,
    title: plainTitle(title, kind !== 'json'),
    ...defined({ link: home }),
    entries: entries.filter((entry) => entry !== undefined),
  };
}

function found(document: FeedDocument): ParsedFeed {
  if (document.entries.length <= MOST_ENTRIES) return { kind: 'document', document };
  const [first, last] = [document.entries[0]?.publishedMs, document.entries.at(-1)?.publishedMs];
  const appends = first !== undefined && last !== undefined && first < last;
  const entries = appends ? document.entries.slice(-MOST_ENTRIES) : document.entries.slice(0, MOST_ENTRIES);
  return { kind: 'document', document: { ...document, entries } };
}

function alternate(
  links: readonly { readonly href?: string; readonly rel?: string }[] | undefined,
): string | undefined {
  return links?.find((link) => link.rel === undefined || link.rel === 'alternate')?.href;
}

/** A guid counts as a link only if it is absolute: "4711" would resolve to some page of the site. */
function absolute(guid: string | undefined): string | undefined {
  return guid !== undefined && URL.canParse(guid) ? guid : undefined;
}

function failed(reason: FeedFailureReason, detail: string): ParsedFeed {
  return { kind: 'failed', reason, detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
