import type { DateToken } from './date-tokens.ts';
import { zoneMinutes } from './date-words.ts';

/** Minutes east of Greenwich, or the name of a place in the zone database. */
export type DateZone = { readonly minutes: number } | { readonly place: string };

/** The time and zone in a date, and the tokens that are left. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly zone: DateZone | undefined;
  readonly rest: readonly DateToken[];
}

const BEFORE_MINUTES = new Set([':', 'h', '시', '時']);
const HALVES: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ...(['am', '오전', '午前', '上午'] as const).map((word) => [word, 'am'] as const),
  ...(['pm', '오후', '午後', '下午'] as const).map((word) => [word, 'pm'] as const),
]);

/** Finds the time and the zone in a date. Undefined where one of them is invalid (`11:30:10:5`, `+zz:00`). */
export function timeOfDay(tokens: readonly DateToken[]): TimeOfDay | undefined {
  const start = tokens.findIndex(
    ({ kind }, index) =>
      kind === 'number' && BEFORE_MINUTES.has(tokens[index + 1]?.text ?? '') && tokens[index - 1]?.text !== '+',
  );
  if (start < 0) return withoutTime(tokens);

  const text = (at: number) => tokens[at]?.text ?? '';
  const minutes = minutesAt(tokens, start + 1);
  if (minutes === undefined) return undefined;
  const seconds = secondsAt(tokens, minutes.end);
  if (text(seconds.end) === ':') return undefined;
  const { minute } = minutes;
  const { second, millisecond } = seconds;
  let at = seconds.end;

  const halfBefore = HALVES.get(text(start - 1));
  const halfAfter = halfBefore === undefined ? halfAt(text, at) : undefined;
  at += halfAfter?.length ?? 0;
  const zone = zoneAt(tokens, at);
  if (zone === 'none') return undefined;
  return {
    hour: inFullDay(Number(text(start)), halfBefore ?? halfAfter?.half),
    minute,
    second,
    millisecond,
    zone: zone?.zone,
    rest: [...tokens.slice(0, start - (halfBefore === undefined ? 0 : 1)), ...tokens.slice(zone?.end ?? at)],
  };
}

/**
 * The minutes after the hour (`:30`, `시 30분`, or none after `시`); undefined where a colon is not followed by a number.
 */
function minutesAt(tokens: readonly DateToken[], at: number): { minute: number; end: number } | undefined {
  const next = tokens[at + 1];
  const isNumber = next?.kind === 'number';
  if (!isNumber && tokens[at]?.text === ':') return undefined;
  const end = isNumber ? at + 2 : at + 1;
  return {
    minute: isNumber ? Number(next.text) : 0,
    end: ['분', '分'].includes(tokens[end]?.text ?? '') ? end + 1 : end,
  };
}

/** The seconds that may follow the minutes: `:10`, `:10.5`, `10초`. */
function secondsAt(tokens: readonly DateToken[], from: number): { second: number; millisecond: number; end: number } {
  const text = (at: number) => tokens[at]?.text ?? '';
  const isNumber = (at: number) => tokens[at]?.kind === 'number';
  const isSecondsWord = (at: number) => ['초', '秒'].includes(text(at));
  const numberAt = text(from) === ':' ? from + 1 : from;
  const hasSeconds = isNumber(numberAt) && (numberAt > from || isSecondsWord(from + 1));
  if (!hasSeconds) return { second: 0, millisecond: 0, end: from };

  const second = Number(text(numberAt));
  const end = numberAt + (isSecondsWord(numberAt + 1) ? 2 : 1);
  const hasFraction = ['.', ','].includes(text(end)) && isNumber(end + 1);
  if (!hasFraction) return { second, millisecond: 0, end };
  return {
    second,
    millisecond: Number(
      text(end + 1)
        .slice(0, 3)
        .padEnd(3, '0'),
    ),
    end: end + 2,
  };
}

/** A date without a time may have a zone too: `26 Sep 2022 GMT`, `2022-09-26+09:00`. */
function withoutTime(tokens: readonly DateToken[]): TimeOfDay {
  const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };
  const numbersBefore = (at: number) => tokens.slice(0, at).filter(({ kind }) => kind === 'number').length;
  for (let at = 1; at < tokens.length; at += 1) {
    const isSign = tokens[at]?.kind === 'sign';
    if (numbersBefore(at) < (isSign ? 3 : 2)) continue;
    const zone = zoneAt(tokens, at);
    // `2022-09-26-01` is not a day with a zone of minus one hour.
    const isShort =
      isSign && zone !== undefined && zone !== 'none' && zone.end - at < 3 && tokens[at + 1]?.text.length !== 4;
    if (zone !== undefined && zone !== 'none' && zone.end === tokens.length && !isShort)
      return { ...midnight, zone: zone.zone, rest: tokens.slice(0, at) };
  }
  return { ...midnight, zone: undefined, rest: tokens };
}

function halfAt(text: (at: number) => string, at: number): { half: 'am' | 'pm'; length: number } | undefined {
  const half = HALVES.get(text(at));
  if (half !== undefined) return { half, length: 1 };
  const isSpelt = (text(at) === 'a' || text(at) === 'p') && text(at + 1) === '.' && text(at + 2) === 'm';
  return isSpelt ? { half: text(at) === 'a' ? 'am' : 'pm', length: text(at + 3) === '.' ? 4 : 3 } : undefined;
}

/** An hour of the twelve-hour clock as one of 24; beyond twelve it was one already. */
function inFullDay(hour: number, half: 'am' | 'pm' | undefined): number {
  return half === undefined || hour > 12 ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
}

interface ZoneFound {
  readonly zone: DateZone;
  /** Index of the token after it. */
  readonly end: number;
}

/** `none`: the tokens look like a zone and are not one. */
function zoneAt(tokens: readonly DateToken[], at: number): ZoneFound | 'none' | undefined {
  const { kind, text = '' } = tokens[at] ?? {};
  if (isShift(text)) return withName(tokens, shiftAt(tokens, at));
  if (kind !== 'word') return undefined;
  if (tokens[at + 1]?.text === '/' && tokens[at + 2]?.kind === 'word') {
    const third = tokens[at + 3]?.text === '/' ? `/${tokens[at + 4]?.text ?? ''}` : '';
    return { zone: { place: `${text}/${tokens[at + 2]?.text}${third}` }, end: at + (third === '' ? 3 : 5) };
  }
  const named = zoneMinutes(text);
  if (named === undefined) return undefined;
  const shift = isShift(tokens[at + 1]?.text ?? '') ? shiftAt(tokens, at + 1) : undefined;
  // In `GMT+0900` the number counts from Greenwich; in `MST -0700` both mean the same.
  if (shift !== undefined && shift !== 'none') return shift;
  return { zone: { minutes: named }, end: at + 1 };
}

/** A name after a number, as in `-0800 PST` or `-05:00Z`, repeats the same zone. */
function withName(tokens: readonly DateToken[], found: ZoneFound | 'none'): ZoneFound | 'none' {
  if (found === 'none') return found;
  const isNamed = zoneMinutes(tokens[found.end]?.text ?? '') !== undefined;
  return isNamed ? { ...found, end: found.end + 1 } : found;
}

function shiftAt(tokens: readonly DateToken[], at: number): ZoneFound | 'none' {
  const number = tokens[at + 1];
  if (number?.kind !== 'number') return 'none';
  const { length } = number.text;
  let hours = Number(number.text.slice(0, length > 2 ? -2 : undefined));
  let minutes = length > 2 ? Number(number.text.slice(-2)) : 0;
  let end = at + 2;
  if (length <= 2 && tokens[end]?.text === ':') {
    if (tokens[end + 1]?.kind !== 'number') return 'none';
    minutes = Number(tokens[end + 1]?.text);
    end += 2;
  }
  if (length > 4 || minutes > 59) hours = Number.POSITIVE_INFINITY;
  const total = hours * 60 + minutes;
  return { zone: { minutes: tokens[at]?.text === '+' ? total : -total }, end };
}

function isShift(text: string): boolean {
  return text === '+' || text === '-' || text === '−';
}
