import { defined } from '../../util/defined.ts';
import { type DateZone, type TimeOfDay, timeOfDay } from './date-time.ts';
import { type DateToken, dateTokens } from './date-tokens.ts';
import { monthNumber, placeMinutes } from './date-words.ts';

/** Longer texts are not read as dates. */
const LONGEST_DATE = 100;
/** No zone is further from Greenwich; a few places are fourteen hours ahead. */
const MOST_OFFSET_MINUTES = 16 * 60;
const KOREA: DateZone = { minutes: 9 * 60 };

/**
 * Milliseconds since 1970 of a date as feeds write it: RFC 3339 and ISO 8601, RFC 822, asctime, numbers with signs
 * between them, seconds since 1970, and words of many languages. A date without a zone is in UTC, one with Korean words
 * in Korea's zone. Of two numbers that could both be the month, it is the first with a slash between, otherwise the
 * second.
 *
 * Undefined for a date that cannot be read or does not exist. Never throws, does not depend on this machine's zone, and
 * takes time linear in the text, of which at most a hundred characters are read.
 */
export function readDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > LONGEST_DATE) return undefined;
  const tokens = dateTokens(text);
  const since1970 = tokens.length === 1 && tokens[0]?.kind === 'number' ? sinceEpoch(tokens[0].text) : undefined;
  if (since1970 !== undefined) return since1970;
  const time = timeOfDay(tokens);
  const day = time && dayIn(time.rest);
  return time && day && moment(day, time, time.zone ?? (isKorean(tokens) ? KOREA : { minutes: 0 }));
}

function sinceEpoch(digits: string): number | undefined {
  if (digits.length === 9 || digits.length === 10) return Number(digits) * 1000;
  return digits.length === 13 ? Number(digits) : undefined;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Words between the parts of a date that mean nothing. */
const FILLERS = new Set('t at de of um le del do den der kl 년 年 일 日 st nd rd th'.split(' '));
const UNITS: ReadonlyMap<string, keyof Day> = new Map([
  ...(['년', '年'] as const).map((word) => [word, 'year'] as const),
  ...(['월', '月'] as const).map((word) => [word, 'month'] as const),
  ...(['일', '日'] as const).map((word) => [word, 'day'] as const),
]);

function dayIn(tokens: readonly DateToken[]): Day | undefined {
  const numbers: string[] = [];
  const signs = new Set<string>();
  const units: Partial<Record<keyof Day, number>> = {};
  let month: number | undefined;
  const parts = tokens
    .map((token, index) => ({ ...token, unit: UNITS.get(tokens[index + 1]?.text ?? '') }))
    .filter(({ text }) => !FILLERS.has(text) && !UNITS.has(text));
  for (const { kind, text, unit } of parts) {
    if (kind === 'number' && unit !== undefined) units[unit] = Number(text);
    else if (kind === 'number') numbers.push(text);
    else if (kind === 'sign') signs.add(text);
    else {
      const named = monthNumber(text);
      const isFirst = numbers.length === 0 && month === undefined && Object.keys(units).length === 0;
      // The first of two words may be a weekday: "mar., 01 déc. 2020". A word before all numbers always is one.
      if (named === undefined && !isFirst && !isWeekday(text)) return undefined;
      month = named ?? month;
    }
  }
  if (tokens[0]?.text === '-' || [...signs].some((sign) => !',./-+'.includes(sign))) return undefined;
  return inOrder(numbers, signs, { ...defined({ month }), ...units });
}

/** Weekdays in the languages that put them in the middle of a date. */
function isWeekday(word: string): boolean {
  return /^(mon|tue|wed|thu|fri|sat|sun)/.test(word) || word.endsWith('요일');
}

/** Which number is the year, month and day. `known`: those that are marked as such. */
function inOrder(numbers: readonly string[], signs: ReadonlySet<string>, known: Partial<Day>): Day | undefined {
  const isNamed = known.month !== undefined || known.year !== undefined;
  return isNamed ? besideNames(numbers, known) : inNumbers(numbers, signs);
}

/** The year is the longest number, or the last; a month that is not a name comes before the day. */
function besideNames(numbers: readonly string[], known: Partial<Day>): Day | undefined {
  const left = [...numbers];
  const takeYear = () => {
    const index = left.findIndex((text) => text.length >= 3);
    if (index >= 0) return left.splice(index, 1)[0];
    return left.length > 1 ? left.pop() : undefined;
  };
  const year = known.year ?? fullYear(takeYear());
  const month = known.month ?? numeric(left.shift());
  const day = known.day ?? numeric(left.shift()) ?? 1;
  return left.length > 0 || year === undefined || month === undefined ? undefined : { year, month, day };
}

function inNumbers(numbers: readonly string[], signs: ReadonlySet<string>): Day | undefined {
  const [a, b, c] = numbers;
  if (numbers.length > 3 || a === undefined) return undefined;
  if (b === undefined) return a.length === 4 ? { year: Number(a), month: 1, day: 1 } : undefined;
  const yearFirst = a.length === 4 || (a.length === 2 && c?.length === 2 && signs.has('-'));
  if (yearFirst) return { year: fullYear(a) ?? 0, month: Number(b), day: Number(c ?? 1) };
  if (c === undefined || (c.length !== 4 && c.length !== 2)) return undefined;
  const monthFirst = signs.has('/') && Number(a) <= 12;
  const [monthText, dayText] = monthFirst ? [a, b] : [b, a];
  return { year: fullYear(c) ?? 0, month: Number(monthText), day: Number(dayText) };
}

function numeric(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** RFC 2822: two digits below fifty belong to this century. */
function fullYear(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 4) return undefined;
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}

function moment({ year, month, day }: Day, time: TimeOfDay, zone: DateZone): number | undefined {
  const { hour, minute, second, millisecond } = time;
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  // 24:00 ends a day and second 60 a minute; both occur in feeds.
  if (!exists || hour > 24 || minute > 59 || second > 60) return undefined;

  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second, millisecond);
  const minutes = 'place' in zone ? placeMinutes(zone.place, at.getTime()) : zone.minutes;
  if (minutes === undefined || Math.abs(minutes) > MOST_OFFSET_MINUTES) return undefined;
  return at.getTime() - minutes * 60_000;
}

function daysIn(year: number, month: number): number {
  const end = new Date(0);
  end.setUTCFullYear(year, month, 0);
  return end.getUTCDate();
}

function isKorean(tokens: readonly DateToken[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'word' && /\p{sc=Hangul}/u.test(text));
}
