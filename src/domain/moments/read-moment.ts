import { Temporal } from 'temporal-polyfill';
import { readEnglish } from './english.ts';
import { readKorean } from './korean.ts';
import { readSpan } from './spans.ts';
import type { WallReading } from './wall-reading.ts';
import { takeZone } from './zones.ts';

/** Longer texts are not read as a time. */
const LONGEST = 100;
const TIMESTAMP = /^<t:(\d{1,12})(?::[a-z])?>$/u;

/** What a written time can mean. */
export interface ReadMoment {
  /**
   * Milliseconds since 1970: one value, or each that it can mean, earliest first, in which case the writer must be
   * asked. They may be in the past; the caller decides about that.
   */
  readonly readings: readonly [number, ...number[]];
  /** The zone by which it was read; undefined where the zone does not matter, as in `in 2h`. */
  readonly zone: string | undefined;
  /** True when the writer named that zone. */
  readonly named: boolean;
}

/**
 * Reads a time as people write it, in English or Korean, completely or not at all: `in 2h`, `tomorrow`, `8pm`, `friday
 * 20:00`, `9/11`, `내일 저녁 8시`, `12월 1일`, `2026-12-01T20:00+09:00`, each with or without a zone (`kst`, `+09:00`,
 * `Europe/Berlin`), and timestamps pasted from Discord. Wall-clock times stay wall-clock times when the clocks change.
 * Never throws.
 *
 * @param zone the zone for a time that names none, as `zoneNamed` returns it
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
    // A date beyond what calendars support.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The moments a wall-clock time can mean. An hour that occurs twice when clocks are set back can mean either; one that
 * is skipped means the hour after.
 */
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
