import { Temporal } from 'temporal-polyfill';
import { DAY_ENDS, type WallReading } from './wall-reading.ts';

type DateTime = Temporal.PlainDateTime;
type PlainDate = Temporal.PlainDate;

const DAYS_AHEAD = new Map(Object.entries({ 오늘: 0, 내일: 1, 낼: 1, 모레: 2, 내일모레: 2, 낼모레: 2, 글피: 3 }));
const WEEKDAYS = '월화수목금토일';
const HOURS = new Map(
  Object.entries({
    한: 1,
    두: 2,
    세: 3,
    네: 4,
    다섯: 5,
    여섯: 6,
    일곱: 7,
    여덟: 8,
    아홉: 9,
    열: 10,
    열한: 11,
    열두: 12,
  }),
);
/** Converts an hour of the twelve-hour clock by the part of the day; undefined where the two do not fit. */
const PARTS = new Map<string, (hour: number) => number | undefined>(
  Object.entries({
    오전: (hour: number) => (hour <= 12 ? hour % 12 : undefined),
    오후: (hour: number) => (hour <= 12 ? (hour % 12) + 12 : hour <= 23 ? hour : undefined),
    새벽: (hour: number) => (hour === 12 ? 0 : hour <= 7 ? hour : undefined),
    아침: (hour: number) => (hour >= 4 && hour <= 11 ? hour : undefined),
    낮: (hour: number) => (hour === 11 || hour === 12 ? hour : hour <= 5 ? hour + 12 : undefined),
    점심: (hour: number) => (hour === 11 || hour === 12 ? hour : hour <= 3 ? hour + 12 : undefined),
    저녁: (hour: number) => (hour >= 4 && hour <= 11 ? hour + 12 : hour >= 16 && hour <= 23 ? hour : undefined),
    밤: (hour: number) =>
      hour === 12 ? 24 : hour >= 6 && hour <= 11 ? hour + 12 : hour >= 18 && hour <= 23 ? hour : undefined,
  }),
);

const DAY =
  /^(?:(내일모레|낼모레|오늘|내일|모레|글피|낼)|(?:(이번|다음|다다음)\s?주\s?|(담)주\s?)?([월화수목금토일])요일|(?:(\d{4})년\s?)?(\d{1,2})월\s?(\d{1,2})일|(\d{1,2})일|(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?)(?:에)?(?=\s|$|오전|오후|새벽|아침|낮|점심|저녁|밤|정오|자정)/u;
const TIME =
  /^(?:(오전|오후|새벽|아침|낮|점심|저녁|밤)\s?)?(?:(\d{1,2})\s?시|(열한|열두|다섯|여섯|일곱|여덟|아홉|한|두|세|네|열)\s?시|(\d{1,2}):(\d{2}))(?:\s?(?:(\d{1,2})\s?분|(반)))?(?:에|까지|쯤)?$/u;

/**
 * Reads Korean: `내일 저녁 8시`, `오후 3시 반`, `12월 1일`, `다음 주 금요일 밤 11시 30분`, `정오`. Undefined unless the whole text could be
 * read.
 */
export function readKorean(text: string, now: DateTime): WallReading | undefined {
  const day = DAY.exec(text);
  const rest = text.slice(day?.[0].length ?? 0).trim();
  const date = day === null ? undefined : dateOf(day, now.toPlainDate());
  if (day !== null && date === undefined) return undefined;
  if (rest === '' || rest === '까지') return date === undefined ? undefined : { at: [date.toPlainDateTime(DAY_ENDS)] };
  if (/^정오(?:에|까지)?$/u.test(rest)) return { at: [on(date, now, 12, 0)] };
  if (/^(?:밤\s?)?자정(?:에|까지)?$/u.test(rest)) {
    const next = (date ?? now.toPlainDate()).add({ days: 1 }).toPlainDateTime();
    // “Midnight” of a day can mean its beginning or its end.
    return { at: date === undefined ? [next] : [date.toPlainDateTime(), next] };
  }
  const time = TIME.exec(rest);
  return time === null ? undefined : timeOf(time, date, now);
}

function dateOf(match: RegExpExecArray, today: PlainDate): PlainDate | undefined {
  const [, ahead, week, nextWeek, weekday, year, month, monthDay, onlyDay, isoYear, isoMonth, isoDay] = match;
  if (ahead !== undefined) return today.add({ days: DAYS_AHEAD.get(ahead) ?? 0 });
  if (weekday !== undefined) {
    const number = WEEKDAYS.indexOf(weekday) + 1;
    const days = number - today.dayOfWeek;
    const weeks = { 이번: 0, 다음: 1, 다다음: 2 }[nextWeek === undefined ? (week ?? '') : '다음'];
    return today.add({ days: weeks === undefined ? (days + 7) % 7 : days + weeks * 7 });
  }
  if (isoYear !== undefined) return plainDate(Number(isoYear), Number(isoMonth), Number(isoDay));
  if (onlyDay !== undefined) {
    const own = plainDate(today.year, today.month, Number(onlyDay));
    if (own !== undefined && Temporal.PlainDate.compare(own, today) >= 0) return own;
    const next = today.with({ day: 1 }).add({ months: 1 });
    return plainDate(next.year, next.month, Number(onlyDay));
  }
  const own = plainDate(Number(year ?? today.year), Number(month), Number(monthDay));
  if (year !== undefined || own === undefined || Temporal.PlainDate.compare(own, today) >= 0) return own;
  return plainDate(today.year + 1, Number(month), Number(monthDay));
}

function timeOf(match: RegExpExecArray, date: PlainDate | undefined, now: DateTime): WallReading | undefined {
  const [, part, digits, word, clockHour, clockMinute, minutes, half] = match;
  const hour = Number(digits ?? clockHour ?? HOURS.get(word ?? ''));
  const minute = half === undefined ? Number(minutes ?? clockMinute ?? 0) : 30;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  if (part !== undefined) {
    const meant = PARTS.get(part)?.(hour);
    return meant === undefined ? undefined : { at: [on(date, now, meant, minute)] };
  }
  // `8시` can be in the morning or evening; `8:00` and `20시` are by the 24-hour clock.
  const isOpen = clockHour === undefined && hour >= 1 && hour <= 12;
  const hours = isOpen ? [hour % 12, (hour % 12) + 12] : [hour];
  return { at: hours.map((own) => on(date, now, own, minute)) };
}

/** That time on a day, or without a day the next time a clock shows it. Hour 24 is the end of the day. */
function on(date: PlainDate | undefined, now: DateTime, hour: number, minute: number): DateTime {
  const at = (date ?? now.toPlainDate()).toPlainDateTime().add({ hours: hour, minutes: minute });
  return date === undefined && Temporal.PlainDateTime.compare(at, now) <= 0 ? at.add({ days: 1 }) : at;
}

function plainDate(year: number, month: number, day: number): PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    // No such day in the calendar.
    return undefined;
  }
}
