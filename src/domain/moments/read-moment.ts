import { Temporal } from 'temporal-polyfill';
import { readEnglish } from './english.ts';
import { readKorean } from './korean.ts';
import { readSpan } from './spans.ts';
import type { WallReading } from './wall-reading.ts';
import { takeZone } from './zones.ts';

/** Nobody writes a time in more. */
const LONGEST = 100;
const TIMESTAMP = /^<t:(\d{1,12})(?::[a-z])?>$/u;

/** What somebody meant by a time they wrote. */
export interface ReadMoment {
  /**
   * Milliseconds since 1970: one, or each that it can mean, earliest first: then the writer is asked. They may lie in the past:
   * whoever asks decides.
   */
  readonly readings: readonly [number, ...number[]];
  /** The zone by which it was read; undefined where no zone matters, as in `in 2h`. */
  readonly zone: string | undefined;
  /** The writer named that zone. */
  readonly named: boolean;
}

/**
 * Reads a time as people write it, in English or Korean, whole or not at all: `in 2h`, `tomorrow`, `8pm`, `friday 20:00`,
 * `9/11`, `내일 저녁 8시`, `12월 1일`, `2026-12-01T20:00+09:00`, each with a zone (`kst`, `+09:00`, `Europe/Berlin`) or
 * without, and timestamps pasted from Discord. Across a change of clocks the wall's clock counts. Never throws.
 *
 * @param zone by which a time without a zone is read, as `zoneNamed` gives it
 */
export function readMoment(typed: string, { nowMs, zone }: { nowMs: number; zone: string }): ReadMoment | undefined {
  const text = typed.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
  if (text === '' || text.length > LONGEST) return undefined;
  const [, seconds] = TIMESTAMP.exec(text) ?? [];
  if (seconds !== undefined) return exactly(Number(seconds) * 1000);
  const spanMs = readSpan(text);
  if (spanMs !== undefined) return exactly(nowMs + spanMs);

  const taken = takeZone(text);
  const own = taken.zone ?? zone;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(own).toPlainDateTime();
  const reading = read(taken.rest, now);
  if (reading === undefined) return undefined;
  if ('afterMs' in reading) return taken.zone === undefined ? exactly(nowMs + reading.afterMs) : undefined;
  const instants = new Set(reading.at.flatMap((at) => instantsOf(at, own)));
  const [first, ...others] = [...instants].sort((a, b) => a - b);
  return first === undefined ? undefined : { readings: [first, ...others], zone: own, named: taken.zone !== undefined };
}

function read(text: string, now: Temporal.PlainDateTime): WallReading | undefined {
  try {
    return readKorean(text, now) ?? readEnglish(text, now);
  } catch (error) {
    // A date further than calendars go.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A wall's clock shows an hour twice when it is set back: then either may be meant. One that is skipped is the hour after. */
function instantsOf(at: Temporal.PlainDateTime, zone: string): number[] {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    at.toZonedDateTime(zone, { disambiguation }),
  );
  if (earlier === undefined || later === undefined) return [];
  const isShownTwice = earlier.toPlainDateTime().equals(at) && later.toPlainDateTime().equals(at);
  return isShownTwice ? [earlier.epochMilliseconds, later.epochMilliseconds] : [later.epochMilliseconds];
}

function exactly(atMs: number): ReadMoment | undefined {
  // As far as a Date goes: https://tc39.es/ecma262/#sec-time-values-and-time-range
  return Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15
    ? { readings: [atMs], zone: undefined, named: false }
    : undefined;
}
