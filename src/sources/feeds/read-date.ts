/** Minutes east of Greenwich of the zone names that occur in feeds. Military letters are left out: feeds misuse them. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  kst: 540,
  jst: 540,
  hkt: 480,
  sgt: 480,
  awst: 480,
  acst: 570,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
};

/** First letters of the months in the languages that feeds are known to write them in, folded to plain letters. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'sty', 'oca', 'янв'],
  ['feb', 'fev', 'lut', 'sub', 'фев'],
  ['mar', 'maa', 'mrt', 'мар'],
  ['apr', 'avr', 'abr', 'kwi', 'nis', 'апр'],
  ['may', 'mai', 'mei', 'mag', 'maj', 'маи', 'мая'],
  ['jun', 'juin', 'giu', 'cze', 'haz', 'июн'],
  ['jul', 'juil', 'lug', 'lip', 'tem', 'июл'],
  ['aug', 'aou', 'ago', 'sie', 'agu', 'авг'],
  ['sep', 'set', 'wrz', 'eyl', 'сен'],
  ['oct', 'okt', 'out', 'ott', 'paz', 'eki', 'окт'],
  ['nov', 'lis', 'kas', 'ноя'],
  ['dec', 'dez', 'dic', 'des', 'gru', 'ara', 'дек'],
];

/** Longer texts are no dates. */
const LONGEST_DATE = 100;

/**
 * Milliseconds since 1970 of a date as feeds write it: RFC 3339 and ISO 8601 in all their shapes, RFC 822, a compact
 * form, and Korean. A date without a zone is in UTC. Undefined for what cannot be read or does not exist; never throws,
 * and never depends on the zone of this machine.
 */
export function readDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > LONGEST_DATE) return undefined;
  const trimmed = text.trim();
  return readIso(trimmed) ?? readCompact(trimmed) ?? readRfc822(trimmed) ?? readAsctime(trimmed) ?? readKorean(trimmed);
}

const ZONE = '\\s*(z|[+-]\\d{1,2}:?\\d{2}|[+-]\\d{2}|[a-z]{2,5}(?:[+-]\\d{1,2}(?::?\\d{2})?)?)?(?:\\s*\\(.*\\))?';
const TIME = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?';

const ISO = new RegExp(
  `^([+-]?\\d{4,6})[-/.](\\d{1,2})(?:[-/.](\\d{1,2})(?:(?:\\s*t\\s*|\\s+)${TIME}${ZONE})?)?$`,
  'i',
);
function readIso(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  return moment({ year, month, day, hour, minute, second, fraction, zone });
}

const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?\s*(z|[+-]\d{4})?$/i;
function readCompact(text: string): number | undefined {
  const match = COMPACT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  return moment({ year, month, day, hour, minute, second, zone });
}

const RFC822 = new RegExp(
  `^(?:[^\\d,]{1,20}[,.]?\\s*)?(\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s-]+([^\\d\\s.,-]{3,12})[.,]?[\\s-]+(\\d{2}|\\d{4}),?(?:\\s+${TIME}${ZONE})?$`,
  'i',
);
function readRfc822(text: string): number | undefined {
  const match = RFC822.exec(text);
  if (!match) return undefined;
  const [, day, month, year, hour, minute, second, fraction, zone] = match;
  return moment({ year: fullYear(year), month: monthNumber(month), day, hour, minute, second, fraction, zone });
}

const ASCTIME = new RegExp(
  `^(?:[a-z]{3,9}[,.]?\\s+)?([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?:(\\d{4}),?(?:\\s+${TIME}${ZONE})?|${TIME}${ZONE}\\s+(\\d{4}))$`,
  'i',
);
function readAsctime(text: string): number | undefined {
  const match = ASCTIME.exec(text);
  if (!match) return undefined;
  const [, month, day, yearFirst, h1, m1, s1, f1, z1, h2, m2, s2, f2, z2, yearLast] = match;
  return moment({
    year: yearFirst ?? yearLast,
    month: monthNumber(month),
    day,
    hour: h1 ?? h2,
    minute: m1 ?? m2,
    second: s1 ?? s2,
    fraction: f1 ?? f2,
    zone: z1 ?? z2,
  });
}

const KOREAN =
  /^(\d{4})\s*[년.]\s*(\d{1,2})\s*[월.]\s*(\d{1,2})\s*[일.]?\s*(?:\([월화수목금토일]\)|[월화수목금토일]요일)?\s*(?:(오전|오후)?\s*(\d{1,2})\s*[:시]\s*(\d{1,2})\s*분?(?:\s*:?\s*(\d{1,2})\s*초?)?)?$/;
function readKorean(text: string): number | undefined {
  const match = KOREAN.exec(text);
  if (!match) return undefined;
  const [, year, month, day, half, hour, minute, second] = match;
  const hours =
    hour === undefined || half === undefined ? hour : String((Number(hour) % 12) + (half === '오후' ? 12 : 0));
  return moment({ year, month, day, hour: hours, minute, second });
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly fraction?: string | undefined;
  readonly zone?: string | undefined;
}

function moment(parts: Parts): number | undefined {
  if (parts.year === undefined || parts.month === undefined) return undefined;
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day ?? 1)];
  const [hour, minute, second] = [Number(parts.hour ?? 0), Number(parts.minute ?? 0), Number(parts.second ?? 0)];
  const offset = offsetMinutes(parts.zone);
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  // 24:00 ends a day and second 60 a minute; both occur in feeds.
  const isTime = hour <= 24 && minute <= 59 && second <= 60;
  if (!exists || !isTime || offset === undefined) return undefined;

  const milliseconds = Number((parts.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute - offset, second, milliseconds);
  return Number.isNaN(at.getTime()) ? undefined : at.getTime();
}

function daysIn(year: number, month: number): number {
  const end = new Date(0);
  end.setUTCFullYear(year, month, 0);
  return end.getUTCDate();
}

/** Undefined for a zone that is named but not known: a guess could be half a day off. */
function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return 0;
  const match = /^([a-z]*)(?:([+-])(\d{1,2}):?(\d{2})?)?$/i.exec(zone);
  const [, name = '', sign, hours, minutes = '0'] = match ?? [];
  const base = name === '' ? 0 : ZONES[name.toLowerCase()];
  if (!match || base === undefined) return undefined;
  if (sign === undefined) return base;
  const shift = Number(hours) * 60 + Number(minutes);
  return base + (sign === '-' ? -shift : shift);
}

function fullYear(year: string | undefined): string | undefined {
  if (year?.length !== 2) return year;
  // RFC 2822: two digits below fifty are of this century.
  return String(Number(year) + (Number(year) < 50 ? 2000 : 1900));
}

function monthNumber(name: string | undefined): string | undefined {
  const folded = name?.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() ?? '';
  const exact = MONTHS.findIndex((names) => names.some((prefix) => prefix.length > 3 && folded.startsWith(prefix)));
  const index = exact >= 0 ? exact : MONTHS.findIndex((names) => names.some((prefix) => folded.startsWith(prefix)));
  return index < 0 ? undefined : String(index + 1);
}
