import type { IncomingHttpHeaders } from 'node:http';
import { readDate } from '../dates/read-date.ts';

/**
 * Every value of a header, trimmed, without empty ones. Some servers and proxies send single headers twice, which the
 * client returns as a list whatever its types say.
 */
export function headerValues(headers: IncomingHttpHeaders, name: string): readonly string[] {
  return [headers[name]]
    .flat()
    .flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : []));
}

/** The first value of a header; undefined when it has none. */
export function firstHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  return headerValues(headers, name)[0];
}

/** A server's longer wish is not believed: it could switch a feed off. */
const LONGEST_SECONDS = 24 * 60 * 60;
/** YouTube's copies live for a quarter of an hour. */
const LONGEST_AGE_SECONDS = 60 * 60;

/** How long the server wants to be left alone (Retry-After, in seconds or as a date), at most a day. */
export function retryAfterSeconds(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const wishes = headerValues(headers, 'retry-after').flatMap((text) => {
    const seconds = /^\d{1,10}$/.test(text) ? Number(text) : secondsUntil(text, headers, nowMs);
    return seconds ?? [];
  });
  return wishes.length === 0 ? undefined : within(Math.max(...wishes));
}

/**
 * The age of the copy that was served (`Age`). Undefined for an impossible age: more than the server lets copies live
 * (Cache-Control: max-age), or more than an hour. Some servers send one that has nothing to do with the copy.
 */
export function ageSeconds(headers: IncomingHttpHeaders): number | undefined {
  const text = firstHeader(headers, 'age') ?? '';
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const age = Number(text);
  const oldest = Math.min(maxAgeSeconds(headers) ?? LONGEST_AGE_SECONDS, LONGEST_AGE_SECONDS);
  return age <= oldest ? age : undefined;
}

function maxAgeSeconds(headers: IncomingHttpHeaders): number | undefined {
  const control = headerValues(headers, 'cache-control').join(',').slice(0, 500);
  const match = /(?:^|[\s,])max-age="?(\d{1,10})/i.exec(control.replace(/\s*=\s*/g, '='));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The time by the server's clock (`Date`), in ms since 1970. */
export function servedAtMs(headers: IncomingHttpHeaders): number | undefined {
  return readDate(firstHeader(headers, 'date'));
}

/** Counted by the server's own clock where it tells it, so that a wrong clock on either side does not matter. */
function secondsUntil(text: string, headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const untilMs = readDate(text);
  return untilMs === undefined ? undefined : Math.ceil((untilMs - (servedAtMs(headers) ?? nowMs)) / 1000);
}

function within(seconds: number): number {
  return Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
