import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../src/domain/moments/read-moment.ts';
import { zoneNamed } from '../../../src/domain/moments/zones.ts';

/** A Sunday. In Seoul it is Monday, half past three in the morning. */
const NOW_MS = Date.UTC(2026, 10, 22, 18, 30);
const read = (typed: string, zone = 'UTC', nowMs = NOW_MS) =>
  readMoment(typed, { nowMs, zone })?.readings.map((atMs) => new Date(atMs).toISOString().slice(0, 16));

describe('A time that somebody writes', () => {
  it.each([
    ['in 2h', '2026-11-22T20:30'],
    ['1d 12h', '2026-11-24T06:30'],
    ['in half an hour', '2026-11-22T19:00'],
    ['2 hours from now', '2026-11-22T20:30'],
    ['30분 뒤', '2026-11-22T19:00'],
    ['2시간 30분 후', '2026-11-22T21:00'],
    ['두 시간 반 뒤', '2026-11-22T21:00'],
    ['사흘 뒤', '2026-11-25T18:30'],
    ['<t:1796000000:R>', '2026-11-30T00:53'],
  ])('as a span or a timestamp, “%s”, hangs on no zone', (typed, expected) => {
    expect(read(typed)).toEqual([expected]);
    expect(read(typed, 'Asia/Seoul')).toEqual([expected]);
    expect(readMoment(typed, { nowMs: NOW_MS, zone: 'UTC' })).toMatchObject({ zone: undefined, named: false });
  });

  it.each([
    ['tomorrow', '2026-11-23T23:59'],
    ['Tomorrow 20:00', '2026-11-23T20:00'],
    ['tomorrow at 8pm', '2026-11-23T20:00'],
    ['8pm', '2026-11-22T20:00'],
    ['6pm', '2026-11-23T18:00'],
    ['by 8:30 PM.', '2026-11-22T20:30'],
    ['friday', '2026-11-27T23:59'],
    ['friday 20:00', '2026-11-27T20:00'],
    ['until Fri 8.30pm', '2026-11-27T20:30'],
    ['sunday 10:00', '2026-11-29T10:00'],
    ['tonight', '2026-11-22T22:00'],
    ['noon', '2026-11-23T12:00'],
    ['midnight', '2026-11-23T00:00'],
    ['dec 1', '2026-12-01T23:59'],
    ['December 1st, 8pm', '2026-12-01T20:00'],
    ['1 jan 9:00', '2027-01-01T09:00'],
    ['in a week', '2026-11-29T18:30'],
    ['13/12 20:00', '2026-12-13T20:00'],
    ['12/12/26 20:00', '2026-12-12T20:00'],
    ['25.12.2026 20:00', '2026-12-25T20:00'],
    ['2026/12/01 20:00', '2026-12-01T20:00'],
    ['2026-12-01', '2026-12-01T23:59'],
    ['2026-12-01 20:00', '2026-12-01T20:00'],
    ['2026-12-01T20:00:30Z', '2026-12-01T20:00'],
    ['yesterday 20:00', '2026-11-21T20:00'],
  ])('in English, “%s”, is %s', (typed, expected) => {
    expect(read(typed)).toEqual([expected]);
  });

  it.each([
    ['내일', '2026-11-23T23:59'],
    ['내일 저녁 8시', '2026-11-23T20:00'],
    ['내일저녁8시', '2026-11-23T20:00'],
    ['오늘 밤 11시 30분', '2026-11-22T23:30'],
    ['오늘 밤 12시', '2026-11-23T00:00'],
    ['오후 3시 반', '2026-11-23T15:30'],
    ['오전 12시', '2026-11-23T00:00'],
    ['오후 12시', '2026-11-23T12:00'],
    ['새벽 두 시', '2026-11-23T02:00'],
    ['낮 1시', '2026-11-23T13:00'],
    ['내일 20시', '2026-11-23T20:00'],
    ['내일 8:00', '2026-11-23T08:00'],
    ['20시 30분', '2026-11-22T20:30'],
    ['정오', '2026-11-23T12:00'],
    ['자정까지', '2026-11-23T00:00'],
    ['12월 1일', '2026-12-01T23:59'],
    ['12월 1일 오후 8시까지', '2026-12-01T20:00'],
    ['1월 2일 20시', '2027-01-02T20:00'],
    ['2027년 3월 1일 오전 9시', '2027-03-01T09:00'],
    ['금요일 저녁 7시', '2026-11-27T19:00'],
    ['이번 주 일요일', '2026-11-22T23:59'],
    ['다음 주 수요일 밤 10시', '2026-11-25T22:00'],
    ['담주 금요일', '2026-11-27T23:59'],
    ['모레 정오', '2026-11-24T12:00'],
    ['25일 저녁 8시', '2026-11-25T20:00'],
    ['3일 오후 8시', '2026-12-03T20:00'],
  ])('in Korean, “%s”, is %s', (typed, expected) => {
    expect(read(typed)).toEqual([expected]);
  });

  it.each([
    ['today 20:00 kst', '2026-11-23T11:00'],
    ['tomorrow 20:00 -05:00', '2026-11-24T01:00'],
    ['tomorrow 20:00 UTC+2', '2026-11-23T18:00'],
    ['2026-12-01 20:00+09:00', '2026-12-01T11:00'],
    ['friday 20:00 Europe/Berlin', '2026-11-27T19:00'],
    ['july 3 2027 20:00 europe/berlin', '2027-07-03T18:00'],
    ['20:00 America/New_York', '2026-11-23T01:00'],
    ['내일 저녁 8시 kst', '2026-11-24T11:00'],
    ['한국시간 내일 저녁 8시', '2026-11-24T11:00'],
    ['8pm (KST)', '2026-11-23T11:00'],
    ['9시 30분KST', undefined],
  ])('may name its zone: “%s”', (typed, expected) => {
    if (expected !== undefined) expect(read(typed)).toEqual([expected]);
    expect(readMoment(typed, { nowMs: NOW_MS, zone: 'UTC' })?.named).toBe(true);
  });

  it('without a zone is read by the one it is asked in, which may have another day', () => {
    expect(read('tomorrow 20:00', 'Asia/Seoul')).toEqual(['2026-11-24T11:00']);
    expect(read('내일 저녁 8시', 'Asia/Seoul')).toEqual(['2026-11-24T11:00']);
    expect(read('8pm', 'America/New_York')).toEqual(['2026-11-23T01:00']);
  });

  it('is by the clock on the wall, across a change of clocks too', () => {
    const saturday = Date.UTC(2026, 9, 24, 12);
    expect(read('tomorrow 20:00', 'Europe/Berlin', saturday)).toEqual(['2026-10-25T19:00']);
    expect(read('in 24h', 'Europe/Berlin', saturday)).toEqual(['2026-10-25T12:00']);
    // Skipped in spring: the hour after. Shown twice in autumn: asked.
    expect(read('march 28 2027 02:30', 'Europe/Berlin', saturday)).toEqual(['2027-03-28T01:30']);
    expect(read('tomorrow 02:30', 'Europe/Berlin', saturday)).toEqual(['2026-10-25T00:30', '2026-10-25T01:30']);
  });

  it.each([
    ['9/11', ['2027-09-11T23:59', '2027-11-09T23:59']],
    ['9/11 20:00', ['2027-09-11T20:00', '2027-11-09T20:00']],
    ['3.12. 20:00', ['2026-12-03T20:00', '2027-03-12T20:00']],
    ['at 8', ['2026-11-22T20:00', '2026-11-23T08:00']],
    ['tomorrow at 8', ['2026-11-23T08:00', '2026-11-23T20:00']],
    ['내일 8시', ['2026-11-23T08:00', '2026-11-23T20:00']],
    ['8시 반', ['2026-11-22T20:30', '2026-11-23T08:30']],
    ['tomorrow at midnight', ['2026-11-23T00:00', '2026-11-24T00:00']],
    ['내일 자정', ['2026-11-23T00:00', '2026-11-24T00:00']],
  ])('that can mean two things, “%s”, is both, to be asked', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it.each([
    '',
    'soon',
    'tomorrow 25:00',
    '2026-02-31',
    '2026-13-01',
    '13/13',
    '2월 30일',
    '오후 13시 80분',
    '아침 9시 or so',
    'in',
    'in 2 moons',
    '-2h',
    '20:00 pst',
    'friday 20:00 Mars/Olympus',
    'monday to friday',
    'tomorrow 20:00 when the episode is out',
    'let us say friday 20:00',
    '내일 저녁 8시 방송 후에',
    '99999999999 days',
    `tomorrow ${'x'.repeat(200)}`,
  ])('is read whole or not at all: “%s”', (typed) => {
    expect(read(typed)).toBeUndefined();
  });

  it('in ISO with any offset is the moment that Date reads', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: -12, max: 14 }),
        (date, offset) => {
          const zone = `${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(2, '0')}:00`;
          const iso = `${date.toISOString().slice(0, 16)}${zone}`;
          expect(readMoment(iso, { nowMs: NOW_MS, zone: 'Asia/Seoul' })?.readings).toEqual([Date.parse(iso)]);
        },
      ),
    );
  });

  it('is never misread into an error, whatever is typed, wherever', () => {
    const words = fc.constantFrom(
      ...[
        'tomorrow',
        'friday',
        '8pm',
        '9/11',
        'in',
        '2h',
        '내일',
        '저녁',
        '8시',
        '반',
        'kst',
        '+09:00',
        'midnight',
        '12월',
        '1일',
      ],
    );
    const typed = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))).map((all) => all.join(' ')),
    );
    const zone = fc.constantFrom('UTC', 'Asia/Seoul', 'America/St_Johns', 'Pacific/Apia', '+05:30');
    fc.assert(
      fc.property(typed, zone, (text, where) => {
        const found = readMoment(text, { nowMs: NOW_MS, zone: where });
        expect(found?.readings.every(Number.isFinite) ?? true).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('A time zone', () => {
  it.each([
    ['Asia/Seoul', 'Asia/Seoul'],
    ['europe/berlin', 'Europe/Berlin'],
    ['kst', 'Asia/Seoul'],
    ['서울', 'Asia/Seoul'],
    ['utc', 'UTC'],
    ['+09:00', '+09:00'],
    ['UTC-3', '-03:00'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['est', undefined],
    ['Mars/Olympus', undefined],
    ['+15:00', undefined],
    ['tomorrow kst', undefined],
    ['', undefined],
  ])('“%s” is %s', (typed, expected) => {
    expect(zoneNamed(typed)).toBe(expected);
  });
});
