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

const PIECE = /(\d+(?:\.\d+)?)\s*([a-z]+|[가-힣]+?)(?=\s|\d|후|뒤|$)/gu;
const TIMESTAMP = /^<t:(\d{1,12})(?::[a-zA-Z])?>$/;
const DAY_AND_TIME = /^(today|tomorrow|오늘|내일)\s+(\d{1,2})(?::(\d{2})|시)?$/u;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The moment, in milliseconds since 1970, that somebody means: `in 2h`, `1d 12h`, `30분 뒤`, `tomorrow 20:00`,
 * `2026-12-01T20:00+09:00`, or a timestamp pasted from Discord. Without a zone it is UTC; say so when showing what was
 * understood. Undefined when it cannot be read. It may lie in the past: whoever asks decides.
 */
export function readMoment(typed: string, nowMs: number): number | undefined {
  const text = typed.normalize('NFC').trim().toLowerCase();
  return readTimestamp(text) ?? readDay(text, nowMs) ?? readIso(text) ?? readSpan(text, nowMs);
}

function readTimestamp(text: string): number | undefined {
  const [, seconds] = TIMESTAMP.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function readDay(text: string, nowMs: number): number | undefined {
  const [, day, hour, minute] = DAY_AND_TIME.exec(text) ?? [];
  if (day === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return undefined;
  const date = new Date(nowMs);
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
  const [, date, time, zone] = ISO.exec(text) ?? [];
  if (date === undefined) return undefined;
  const atMs = Date.parse(`${date}T${time ?? '00:00'}${(zone ?? 'z').toUpperCase()}`);
  return Number.isNaN(atMs) ? undefined : atMs;
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
