import { createHash } from 'node:crypto';

/** Longer ids are kept as their hash, so that a hostile feed cannot fill the store with one entry. */
const LONGEST_KEY = 200;
/** Parameters that say how somebody came to a page, not which page it is, and those of a visit. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|mc_cid|mc_eid|ref_src|phpsessid|jsessionid|aspsessionid.*|sid|sessionid|session_id)$/i;
/** A visit's id as Java's servers write it: `/page;jsessionid=1A2B?x=1`. */
const VISIT = /;jsessionid=[^?#/]*/i;

/**
 * What an entry is recognised by: its id; without one its link, tidied; without one a hash of title and date.
 * A changed title, date or link thus never makes a new key for an entry that has an id.
 */
export function entryKey(entry: {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly title: string;
  /** In milliseconds, or as written where it could not be read. */
  readonly date: number | string | undefined;
}): string {
  const named = entry.id || (entry.link && tidyLink(entry.link));
  if (!named) return hashed(JSON.stringify([entry.title, entry.date ?? null]));
  return named.length <= LONGEST_KEY ? named : hashed(named);
}

/** The same page in one spelling, whatever its scheme, tracking parameters, `www.` or trailing slash. */
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
