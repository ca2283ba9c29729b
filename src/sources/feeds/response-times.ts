import type { IncomingHttpHeaders } from 'node:http';
import { readDate } from './read-date.ts';

/** Beyond this a server's wish is not believed; it would be a way to switch a feed off. */
const LONGEST_SECONDS = 24 * 60 * 60;

/** For how long the server wants to be left alone (Retry-After, in seconds or as a date), at most a day. */
export function retryAfterSeconds(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : secondsUntil(text, headers, nowMs);
  return seconds === undefined ? undefined : within(seconds);
}

/** How old the copy is that was served (Age), at most a day. */
export function ageSeconds(headers: IncomingHttpHeaders): number | undefined {
  const text = headers.age?.trim() ?? '';
  return /^\d{1,10}$/.test(text) ? within(Number(text)) : undefined;
}

/** For how much longer the copy is served unchanged (Cache-Control: max-age less Age), at most a day. */
export function freshForSeconds(headers: IncomingHttpHeaders): number | undefined {
  const control = headers['cache-control'] ?? '';
  const match = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(control.slice(0, 500));
  if (!match?.[1] || /no-(cache|store)/i.test(control)) return undefined;
  return within(Number(match[1]) - (ageSeconds(headers) ?? 0));
}

/** By the server's own clock where it tells it, so that a wrong one on either side does not matter. */
function secondsUntil(text: string, headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const untilMs = readDate(text);
  return untilMs === undefined ? undefined : Math.ceil((untilMs - (readDate(headers.date) ?? nowMs)) / 1000);
}

function within(seconds: number): number {
  return Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
