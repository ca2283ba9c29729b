import { endOfMarkup, localName, prefixOf, SLASH } from './xml-markup.ts';

/** Namespaces of RSS elements, which in most documents have none. */
const RSS_NAMESPACES =
  /^https?:\/\/(?:purl\.org\/(?:rss\/|net\/rss)|(?:my|channel)\.netscape\.com\/rdf\/|backend\.userland\.com\/|(?:blogs|cyber)\.law\.harvard\.edu\/|(?:www\.)?rssboard\.org\/)/i;
const DECLARATION = /xmlns:([\w.-]{1,40})\s?=\s?["']([^"'<>]{1,200})["']/g;
const DEFAULT_NAMESPACE = /\sxmlns\s?=\s?(?:"[^"]{0,2000}"|'[^']{0,2000}')/;

/**
 * An RSS or RDF document as its reader expects it: RSS elements without a prefix (`<rss:title>` becomes `<title>`), and
 * `<rss>` without a default namespace.
 */
export function withoutOwnPrefix(text: string, root: 'rss' | 'rdf'): string {
  const start = rootAt(text);
  const end = start === undefined ? undefined : endOfMarkup(text, start);
  if (start === undefined || end === undefined) return text;
  const rootTag = text.slice(start, end);
  const plain =
    root === 'rss' ? `${text.slice(0, start)}${rootTag.replace(DEFAULT_NAMESPACE, '')}${text.slice(end)}` : text;

  const declared = new Map(
    [...text.matchAll(DECLARATION)].map(([, prefix = '', uri = '']) => [prefix.toLowerCase(), uri]),
  );
  const own = [...declared].flatMap(([prefix, uri]) => (RSS_NAMESPACES.test(uri) ? prefix : []));
  if (!declared.has('rss')) own.push('rss');
  if (root === 'rss') own.push(prefixOf(text, start + 1));
  const lower = text.toLowerCase();
  return withoutPrefixes(plain, new Set(own.filter((prefix) => prefix !== '' && lower.includes(`<${prefix}:`))));
}

function rootAt(text: string): number | undefined {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (localName(text, at + 1) !== '') return at;
    const end = endOfMarkup(text, at);
    if (end === undefined) return undefined;
    at = end;
  }
  return undefined;
}

function withoutPrefixes(text: string, prefixes: ReadonlySet<string>): string {
  if (prefixes.size === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const nameAt = text.charCodeAt(at + 1) === SLASH ? at + 2 : at + 1;
    const prefix = prefixOf(text, nameAt);
    if (prefixes.has(prefix)) {
      pieces.push(text.slice(from, nameAt));
      from = nameAt + prefix.length + 1;
    }
    // Sections and comments are skipped whole; tags only by their name, because a quote in text is no attribute.
    const end = localName(text, nameAt) === '' ? endOfSection(text, at) : nameAt;
    if (end === undefined) break;
    at = end;
  }
  return pieces.join('') + text.slice(from);
}

function endOfSection(text: string, at: number): number | undefined {
  return /^<[!?]/.test(text.slice(at, at + 2)) ? endOfMarkup(text, at) : at + 1;
}
