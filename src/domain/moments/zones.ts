import { Temporal } from 'temporal-polyfill';

/** Abbreviations with only one meaning; all other zones must be given as an offset or by their place. */
const SHORT = new Map([
  ['z', 'UTC'],
  ['utc', 'UTC'],
  ['gmt', 'UTC'],
  ['kst', 'Asia/Seoul'],
  ['jst', 'Asia/Tokyo'],
  ['cet', '+01:00'],
  ['cest', '+02:00'],
  ['한국', 'Asia/Seoul'],
  ['한국시간', 'Asia/Seoul'],
  ['한국 시간', 'Asia/Seoul'],
  ['한국 시각', 'Asia/Seoul'],
  ['서울', 'Asia/Seoul'],
  ['서울 시간', 'Asia/Seoul'],
]);
const NAMES = [...SHORT.keys()].sort((a, b) => b.length - a.length).join('|');
const LEADING = new RegExp(`^(${NAMES})\\s+(?=\\S)`, 'iu');
const TRAILING = new RegExp(`(?:^|(?<=[\\s\\d시분]))\\(?(${NAMES})\\)?$`, 'iu');
const OFFSET = /(?:(?<=^|\s)(?:utc|gmt)\s?)?([+\-−])(\d{1,2})(?::?(\d{2}))?$/iu;
const PLACE = /(?:^|\s)\(?([a-z]{2,20}(?:\/[a-z_-]{2,30}){1,2})\)?$/iu;
/** A text that ends in a date, which only looks like an offset: `2026-12-01`, `12-01`. */
const DATE_AT_END = /(?:^|\s)(?:\d{4}-)?\d{1,2}-\d{1,2}$/u;

/** The zone that a text names, in a form that Temporal accepts, and the text without it. */
export function takeZone(text: string): { readonly zone: string | undefined; readonly rest: string } {
  const found =
    place(PLACE.exec(text)) ??
    short(TRAILING.exec(text)) ??
    (DATE_AT_END.test(text) ? undefined : offset(OFFSET.exec(text)));
  if (found !== undefined) {
    return { zone: found.zone, rest: text.slice(0, text.length - found.length).trim() };
  }
  const leading = short(LEADING.exec(text));
  if (leading === undefined) return { zone: undefined, rest: text };
  return { zone: leading.zone, rest: text.slice(leading.length).trim() };
}

/**
 * A zone as the IANA database names it (`europe/berlin` and `Berlin` give `Europe/Berlin`, `kst` gives `Asia/Seoul`);
 * undefined for anything else.
 */
export function zoneNamed(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  const { zone, rest } = takeZone(text);
  return zone !== undefined && rest === '' ? zone : zoneOfCity(text);
}

/** The zone of a city (`berlin`, `New York`), if only one zone is named after it. */
function zoneOfCity(city: string): string | undefined {
  const wanted = city.toLowerCase().replace(/[\s_]+/gu, '_');
  const [zone, ...others] = Intl.supportedValuesOf('timeZone').filter(
    (known) => known.toLowerCase().split('/').at(-1) === wanted,
  );
  return others.length === 0 ? zone : undefined;
}

interface Found {
  readonly zone: string;
  readonly length: number;
}

function short(match: RegExpExecArray | null): Found | undefined {
  const zone = SHORT.get(match?.[1]?.toLowerCase() ?? '');
  return match === null || zone === undefined ? undefined : { zone, length: match[0].length };
}

function offset(match: RegExpExecArray | null): Found | undefined {
  if (match === null) return undefined;
  const [whole, sign = '+', hours = '0', minutes = '00'] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const zone = `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
  return { zone: zone === '-00:00' ? '+00:00' : zone, length: whole.length };
}

function place(match: RegExpExecArray | null): Found | undefined {
  if (match === null) return undefined;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(match[1] ?? '');
    return { zone: timeZoneId, length: match[0].length };
  } catch {
    // No zone of this name.
    return undefined;
  }
}
