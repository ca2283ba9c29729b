import { casual } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import { DAY_ENDS, type WallReading } from './wall-reading.ts';

type DateTime = Temporal.PlainDateTime;

const NUMERIC_DATE = /^(\d{1,4})([./])(\d{1,2})(?:\2(\d{1,4}))?\.?(?=\s|$)/u;
/** Words before a time that add nothing. */
const LEADING = /^(?:(?:until|till|til|by|before|on|closes|at(?=\s+(?:noon|midnight)))\s+)+/u;
const EDGE = /\bmidnight\b/u;

/**
 * Reads English: `tomorrow`, `8pm`, `friday 20:00`, `december 1st at 8pm`, `9/11` (read both ways). Undefined unless
 * the whole text could be read.
 */
export function readEnglish(text: string, now: DateTime): WallReading | undefined {
  const bare = text.replace(LEADING, '').replace(/[.!,\s]+$/u, '');
  const numeric = NUMERIC_DATE.exec(bare);
  if (numeric === null) return readWords(bare, now);
  const rest = bare.slice(numeric[0].length).trim();
  const readings = datesOf(numeric, now).map((date) => readWords(`${date} ${rest}`.trim(), now));
  const at = readings.flatMap((reading) => (reading !== undefined && 'at' in reading ? reading.at : []));
  return at.length === 0 || readings.includes(undefined) ? undefined : { at };
}

/** The ISO dates that the numbers can mean; day and month may be in either order. */
function datesOf(match: RegExpExecArray, now: DateTime): string[] {
  const [, first = '', , second = '', third] = match;
  if (first.length > 2) return third === undefined ? [] : isoDate(Number(first), Number(second), Number(third));
  if (third?.length === 1 || third?.length === 3) return [];
  const pairs = [
    [Number(first), Number(second)],
    [Number(second), Number(first)],
  ] as const;
  const dates = pairs.flatMap(([month, day]) => {
    if (third !== undefined) return isoDate(third.length === 2 ? 2000 + Number(third) : Number(third), month, day);
    const [own] = isoDate(now.year, month, day);
    if (own !== undefined && own >= now.toPlainDate().toString()) return [own];
    return isoDate(now.year + 1, month, day);
  });
  return [...new Set(dates)];
}

function isoDate(year: number, month: number, day: number): string[] {
  try {
    return [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()];
  } catch {
    // No such day in the calendar.
    return [];
  }
}

function readWords(text: string, now: DateTime): WallReading | undefined {
  // A poll cannot close in the past: a span with a sign is refused.
  if (/^[-+]/u.test(text)) return undefined;
  const iso = /^(\d{4})-(\d{2})-(\d{2})/u.exec(text);
  if (iso !== null && isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3])).length === 0) return undefined;
  // chrono is given the wall-clock time as if it were UTC, so that what it returns is wall-clock time too, and the
  // machine's own zone plays no part.
  const instant = new Date(now.toZonedDateTime('UTC').epochMilliseconds);
  const isPast = /\b(?:last|ago|yesterday)\b/u.test(text);
  const [found, ...more] = casual.parse(text, { instant, timezone: 0 }, { forwardDate: !isPast });
  // chrono's types say undefined for a missing end, but it is null.
  if (found === undefined || more.length > 0 || found.end || found.text.trim() !== text) return undefined;
  const { start } = found;
  const tags = start.tags();
  if (tags.has('result/relativeDateAndTime')) return { afterMs: start.date().getTime() - instant.getTime() };
  // Zones were taken off before: what is left of one is an abbreviation that can mean several.
  if (start.isCertain('timezoneOffset')) return undefined;
  const shown = Temporal.Instant.fromEpochMilliseconds(start.date().getTime())
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();

  if (!start.isCertain('hour')) {
    const saysWhen = tags.has('result/relativeDate') || /night|evening|morning|afternoon/u.test(text);
    return { at: [saysWhen ? shown : shown.toPlainDate().toPlainDateTime(DAY_ENDS)] };
  }
  const hasDay = start.isCertain('day') || start.isCertain('weekday');
  // “Midnight” of a day can mean its beginning or its end.
  if (EDGE.test(text) && hasDay) return { at: [shown, shown.add({ days: 1 })] };
  const isOpen = !start.isCertain('meridiem') && !EDGE.test(text) && !/\bnoon\b|\d[:.]\d{2}|t\d{2}/u.test(text);
  if (!isOpen) return { at: [shown] };
  const morning = shown.with({ hour: shown.hour % 12 });
  const readings = [morning, morning.add({ hours: 12 })];
  return { at: hasDay ? readings : readings.map((at) => nextOf(at, now)) };
}

/** The next time a clock shows this time of day. */
function nextOf(at: DateTime, now: DateTime): DateTime {
  const today = now.toPlainDate().toPlainDateTime(at.toPlainTime());
  return Temporal.PlainDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
}
