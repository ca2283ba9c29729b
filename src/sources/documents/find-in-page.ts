import { lowerCase } from '../../util/lower-case.ts';
import { webLink } from '../addresses/web-link.ts';
import { textOfHtml } from '../text/plain-text.ts';
import { tagEnds } from '../text/tag-ends.ts';

/** A feed that a page links to. */
export interface PageFeed {
  readonly url: string;
  /** Plain text, at most 100 characters; may be empty. */
  readonly title: string;
}

/** What a web page in a feed's place says about itself. */
export interface FoundPage {
  /** Plain text, at most 100 characters; may be empty. */
  readonly title: string;
  /** In the order of the page, at most ten, without repeats. */
  readonly feeds: readonly PageFeed[];
}

const MOST_FEEDS = 10;
const LONGEST_TITLE = 100;
/** Feeds are linked in the head of a page; YouTube's own pages contain a megabyte of script. */
const LOOKED_AT = 500_000;
const LONGEST_TAG = 3_000;
const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/rdf+xml',
]);

/** Finds the feeds that a web page links to (`<link rel="alternate">`). Takes time linear in the page. */
export function findInPage(html: string, url: string): FoundPage {
  const page = html.slice(0, LOOKED_AT);
  const lower = lowerCase(page);
  const feeds = new Map<string, PageFeed>();
  let base = url;
  const endOfTag = tagEnds(page);
  for (let at = nextTag(lower, 0); at >= 0 && feeds.size < MOST_FEEDS; at = nextTag(lower, at + 1)) {
    const end = endOfTag(at);
    if (end === undefined) break;
    if (end - at > LONGEST_TAG) continue;
    const attributes = attributesOf(page.slice(at, end));
    if (lower.startsWith('<base', at)) {
      base = webLink(attributes.get('href'), url) ?? base;
      continue;
    }
    const isAlternate = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).includes('alternate');
    const type = (attributes.get('type') ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
    const found =
      isAlternate && FEED_TYPES.has(type) ? webLink(textOfHtml(attributes.get('href') ?? '', 2_000), base) : undefined;
    if (found === undefined || feeds.has(found)) continue;
    feeds.set(found, { url: found, title: textOfHtml(attributes.get('title') ?? '', LONGEST_TITLE) });
  }
  return { title: titleOf(page, lower), feeds: [...feeds.values()] };
}

/** Index of the next `<link` or `<base`; -1 when there is none. */
function nextTag(lower: string, from: number): number {
  for (let at = lower.indexOf('<', from); at >= 0; at = lower.indexOf('<', at + 1)) {
    if (lower.startsWith('<link', at) || lower.startsWith('<base', at)) return at;
  }
  return -1;
}

function titleOf(page: string, lower: string): string {
  const open = lower.indexOf('<title');
  const start = open < 0 ? -1 : lower.indexOf('>', open);
  const end = start < 0 ? -1 : lower.indexOf('</title', start);
  return end < 0 ? '' : textOfHtml(page.slice(start + 1, end), LONGEST_TITLE);
}

const ATTRIBUTE = /([a-z-]{1,40})=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const tidy = tag.replace(/\s+/g, ' ').replaceAll(' =', '=').replaceAll('= ', '=');
  return new Map(
    [...tidy.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      double ?? single ?? bare ?? '',
    ]),
  );
}
