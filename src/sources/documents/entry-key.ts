import { createHash } from 'node:crypto';

/** Longer ids are replaced by a hash, so that a hostile feed cannot fill the store with one entry. */
const LONGEST_KEY = 200;
/** Parameters for tracking visitors, which do not tell pages apart. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|mc_cid|mc_eid|ref_src|phpsessid|jsessionid|aspsessionid.*|sid|sessionid|session_id)$/i;
/** A session id as Java servers write it: `/page;jsessionid=1A2B?x=1`. */
const VISIT = /;jsessionid=[^?#/]*/i;

/**
 * The key that identifies an entry: its id, else its normalised link, else a hash of title and date. An entry with an
 * id so keeps its key when its title, date or link changes.
 */
export function entryKey(entry: {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly title: string;
  /** In ms since 1970, or as written where it could not be read. */
  readonly date: number | string | undefined;
}): string {
  const named = entry.id || (entry.link && tidyLink(entry.link));
  if (!named) return hashed(JSON.stringify([entry.title, entry.date ?? null]));
  return named.length <= LONGEST_KEY ? named : hashed(named);
}

/** A normalised form of a page's address, without scheme, tracking parameters, `www.` and trailing slash. */
export function linkIdentity(link: string): string {
  const identity = tidyLink(link)
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/(?=$|[?#])/, '');
  return identity.length <= LONGEST_KEY ? identity : hashed(identity);
}

function tidyLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link.replace(VISIT, ''));
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

function hashed(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('base64url')}`;
}
