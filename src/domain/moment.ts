const UNITS_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);
/** The unit of what people write: English and Korean, long and short. */
const UNIT_OF = new Map<string, string>(
  Object.entries({
    s: ['s', 'sec', 'secs', 'second', 'seconds', '초'],
    m: ['m', 'min', 'mins', 'minute', 'minutes', '분'],
    h: ['h', 'hr', 'hrs', 'hour', 'hours', '시간'],
    d: ['d', 'day', 'days', '일'],
    w: ['w', 'week', 'weeks', '주'],
  }).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);
/** Zones whose short name means one thing only; others are written as an offset. */
const ZONES_HOURS = new Map([
  ['z', 0],
  ['utc', 0],
  ['gmt', 0],
  ['kst', 9],
  ['jst', 9],
]);

const PIECE = /(\d+(?:\.\d+)?)\s*([a-z]+|[가-힣]+?)(?=\s|\d|후|뒤|$)/gu;
const TIMESTAMP = /^<t:(\d{1,12})(?::[a-zA-Z])?>$/;
const ZONE = /\s*(z|utc|gmt|kst|jst|[+-]\d{2}:?\d{2})$/;
const DAY_AND_TIME = /^(today|tomorrow|오늘|내일)\s+(\d{1,2})(?::(\d{2})|시)?$/u;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** A moment that somebody meant, and whether it hangs on a time zone that they did not name. */
export interface Moment {
  /** Milliseconds since 1970. It may lie in the past: whoever asks decides. */
  readonly atMs: number;
  /** True where a time of day was given without a zone, and read as UTC: say so when showing what was understood. */
  readonly assumedUtc: boolean;
}

/**
 * Reads `in 2h`, `1d 12h`, `30분 뒤`, `tomorrow 20:00`, `내일 20시 kst`, `2026-12-01T20:00+09:00`, or a timestamp pasted
 * from Discord. Undefined when it cannot be read.
 */
export function readMoment(typed: string, nowMs: number): Moment | undefined {
  const text = typed.normalize('NFC').trim().toLowerCase();
  const exact = readTimestamp(text) ?? readSpan(text, nowMs);
  if (exact !== undefined) return { atMs: exact, assumedUtc: false };

  // A date alone ends in what looks like an offset: 2026-12-01.
  const zone = /^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : ZONE.exec(text)?.[1];
  const rest = zone === undefined ? text : text.replace(ZONE, '');
  const offsetMs = zone === undefined ? 0 : offsetOf(zone);
  const local = offsetMs === undefined ? undefined : (readDay(rest, nowMs + offsetMs) ?? readIso(rest));
  if (local === undefined || offsetMs === undefined) return undefined;
  return { atMs: local - offsetMs, assumedUtc: zone === undefined };
}

function offsetOf(zone: string): number | undefined {
  const hours = ZONES_HOURS.get(zone);
  if (hours !== undefined) return hours * 3_600_000;
  const [, sign, hour, minute] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (Number(hour) > 14 || Number(minute) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute)) * 60_000;
}

function readTimestamp(text: string): number | undefined {
  const [, seconds] = TIMESTAMP.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** As if the day were UTC's: `localNowMs` and the answer are shifted by the zone's offset. */
function readDay(text: string, localNowMs: number): number | undefined {
  const [, day, hour, minute] = DAY_AND_TIME.exec(text) ?? [];
  if (day === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return undefined;
  const date = new Date(localNowMs);
  const days = day === 'tomorrow' || day === '내일' ? 1 : 0;
  return Date.UTC(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate() + days,
    Number(hour),
    Number(minute ?? 0),
  );
}

function readIso(text: string): number | undefined {
  const [, ...parts] = ISO.exec(text) ?? [];
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // The 31st of February is no day, though a Date would count on.
  const same = new Date(atMs);
  const real = same.getUTCMonth() === month - 1 && same.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? atMs : undefined;
}

function readSpan(text: string, nowMs: number): number | undefined {
  const spans = text.replace(/^in\s+/, '').replace(/\s*(?:후|뒤)$/, '');
  let totalMs = 0;
  const rest = spans.replace(PIECE, (piece, amount: string, word: string) => {
    const unitMs = UNITS_MS.get(UNIT_OF.get(word) ?? '');
    if (unitMs === undefined) return piece;
    totalMs += Number(amount) * unitMs;
    return '';
  });
  return totalMs > 0 && /^(?:\s|,|and)*$/.test(rest) ? nowMs + Math.round(totalMs) : undefined;
}
