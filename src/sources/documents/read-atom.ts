import { parseAtomFeed } from 'feedsmith';
import type { FeedDocument, FeedSource } from '../../domain/feed/feed-document.ts';
import { defined } from '../../util/defined.ts';
import { webLink } from '../addresses/web-link.ts';
import { feedEntry, plainTitle } from './feed-entry.ts';
import { itemHints } from './item-hints.ts';

type AtomFeed = ReturnType<typeof parseAtomFeed>;
type AtomEntry = NonNullable<AtomFeed['entries']>[number];
type AtomLinks = AtomEntry['links'];

/**
 * Reads an Atom document, including YouTube's. Throws feedsmith's error for a malformed one. A title without a type is
 * plain text and keeps every character; of an HTML title only the text is kept.
 */
export function readAtom(text: string, url: string): FeedDocument {
  const feed = parseAtomFeed(text);
  const base = webLink(feed.xml?.base, url) ?? url;
  const home = webLink(pageLink(feed.links), base);
  const isYoutube = feed.yt !== undefined || text.includes('http://www.youtube.com/xml/schemas/');
  const hints = itemHints(text);
  const count = feed.entries?.length ?? 0;
  const entries = (feed.entries ?? []).map((entry, index) => {
    const group = entry.media?.groups?.[0];
    const community = group?.community ?? entry.media?.community;
    return feedEntry({
      id: entry.id,
      title: entry.title?.value ?? group?.title?.value,
      titleIsHtml: isHtml(entry.title?.type) || (!isYoutube && hasMarkup(entry.title)),
      links: [
        hints.items.length === count ? hints.items[index]?.original : undefined,
        pageLink(entry.links),
        fileLink(entry.links),
        // An id may be a web address; `tag:` and `urn:` are not.
        entry.id !== undefined && URL.canParse(entry.id) ? entry.id : undefined,
      ],
      // Atom requires only `updated`; without another date it is the nearest to a publication.
      published: [
        ...[entry.published, ...(entry.dc?.dates ?? []), entry.dcterms?.issued?.[0], entry.dcterms?.created?.[0]],
        entry.updated,
      ],
      updated: [entry.updated],
      author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0],
      views: community?.statistics?.views,
      ratings: community?.starRating?.count,
      base: webLink(entry.xml?.base, base) ?? base,
    });
  });

  return {
    kind: 'atom',
    source: sourceOf(
      feed.id,
      feed.yt,
      (feed.entries ?? []).some((entry) => entry.yt?.channelId),
    ),
    title: plainTitle(feed.title?.value, isHtml(feed.title?.type)),
    ...defined({ link: home }),
    entries: entries.filter((entry) => entry !== undefined),
  };
}

/**
 * Decided by the document itself: YouTube's elements tell, wherever it was fetched from. The channel's id was missing
 * from the root for a year, while the entries always had it.
 */
function sourceOf(id: string | undefined, yt: AtomFeed['yt'] | undefined, entriesNameChannel: boolean): FeedSource {
  if (yt?.playlistId || id?.startsWith('yt:playlist:')) return 'playlist';
  return yt?.channelId || id?.startsWith('yt:channel:') || entriesNameChannel ? 'channel' : 'rss';
}

function pageLink(links: AtomLinks): string | undefined {
  const pages = (links ?? []).filter((link) => link.rel === undefined || link.rel === 'alternate');
  return (pages.find((link) => link.type === undefined || link.type.includes('html')) ?? pages[0])?.href;
}

/** The enclosed file, for an entry without a page. */
function fileLink(links: AtomLinks): string | undefined {
  return links?.find((link) => link.rel === 'enclosure')?.href;
}

/** A title without a type is plain text, but some contain HTML all the same: an element that is opened and closed. */
function hasMarkup(title: AtomEntry['title']): boolean {
  if (title?.value === undefined || title.type !== undefined) return false;
  const [, name] =
    /<(b|i|u|em|strong|a|span|font|code|sub|sup|small|p|div)(?:\s[^<>]{0,500})?>/i.exec(title.value.slice(0, 2_000)) ??
    [];
  return name !== undefined && title.value.toLowerCase().includes(`</${name.toLowerCase()}>`);
}

function isHtml(type: string | undefined): boolean {
  return type !== undefined && /html/i.test(type);
}
