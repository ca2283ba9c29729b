import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from '../../../src/sources/feeds/read-date.ts';

describe('a date is read however feeds write it', () => {
  test.each([
    ['2026-09-21T01:35:44Z', '2026-09-21T01:35:44.000Z'],
    ['2026-09-21t01:35:44z', '2026-09-21T01:35:44.000Z'],
    ['2026-09-21T01:35:44+00:00', '2026-09-21T01:35:44.000Z'],
    ['2026-09-21T01:35:44+0900', '2026-09-20T16:35:44.000Z'],
    ['2026-09-21T01:35:44+09', '2026-09-20T16:35:44.000Z'],
    ['2026-09-21T01:35:44 +09:00', '2026-09-20T16:35:44.000Z'],
    ['2026-09-21T01:35:44.123456789Z', '2026-09-21T01:35:44.123Z'],
    ['2026-09-21T01:35Z', '2026-09-21T01:35:00.000Z'],
    ['2026/09/21 01:35', '2026-09-21T01:35:00.000Z'],
    ['2026-09-21', '2026-09-21T00:00:00.000Z'],
    ['2026-09', '2026-09-01T00:00:00.000Z'],
    ['20260921013544+0900', '2026-09-20T16:35:44.000Z'],
    ['20260921T013544Z', '2026-09-21T01:35:44.000Z'],
    ['20260921', '2026-09-21T00:00:00.000Z'],
    ['Mon, 21 Sep 2026 01:35:44 GMT', '2026-09-21T01:35:44.000Z'],
    ['Mon,21 Sep 2026 01:35:44 +0000', '2026-09-21T01:35:44.000Z'],
    ['Mon, 21 Sep 2026 01:35:44 -0000', '2026-09-21T01:35:44.000Z'],
    ['Mon, 21 Sep 2026 01:35:44 KST', '2026-09-20T16:35:44.000Z'],
    ['21 Sep 26 01:35 PST', '2026-09-21T09:35:00.000Z'],
    ['Thu, 07 Dec 17 10:00:29 -0800', '2017-12-07T18:00:29.000Z'],
    ['Sat, 07 Sep 2002 00:00:01 GMT+1', '2002-09-06T23:00:01.000Z'],
    ['Monday, 21-Sep-26 01:35:44 UTC', '2026-09-21T01:35:44.000Z'],
    ['Wed, 01 Sep 99 00:00:00 GMT', '1999-09-01T00:00:00.000Z'],
    ['Mon Sep 21 01:35:44 2026', '2026-09-21T01:35:44.000Z'],
    ['Mon Sep 21 2026 01:35:44 GMT+0900 (Korean Standard Time)', '2026-09-20T16:35:44.000Z'],
    ['September 21, 2026 10:00', '2026-09-21T10:00:00.000Z'],
    ['Lun, 21 Sept. 2026 01:35:44 +0200', '2026-09-20T23:35:44.000Z'],
    ['Tue, 07 Juil 2026 10:00:00 +0200', '2026-07-07T08:00:00.000Z'],
    ['Mi, 04 Mär 2026 10:00:00 +0100', '2026-03-04T09:00:00.000Z'],
    ['Пн, 21 сен 2026 10:00:00 +0300', '2026-09-21T07:00:00.000Z'],
    ['2026. 9. 21. 오전 1:35', '2026-09-21T01:35:00.000Z'],
    ['2026년 9월 21일 오후 11시 5분', '2026-09-21T23:05:00.000Z'],
    ['2026년 9월 21일 (월) 12:05', '2026-09-21T12:05:00.000Z'],
    ['Mon, 21 Sep 2026 24:00:00 GMT', '2026-09-22T00:00:00.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2017-01-01T00:00:00.000Z'],
    ['  2026-09-21T01:35:44Z\n', '2026-09-21T01:35:44.000Z'],
  ])('%s', (text, wanted) => {
    expect(new Date(readDate(text) ?? Number.NaN).toISOString()).toBe(wanted);
  });
});

test.each([
  undefined,
  '',
  'yesterday',
  '1518478934',
  '2026-02-30',
  'Thu, 31 Feb 2026 00:00:00 GMT',
  '0000-00-00 00:00:00',
  '2026-13-01',
  '2026-09-21T25:00:00Z',
  'Mon, 21 Sep 2026 01:35:44 XYZ',
  'Mon, 21 Foo 2026 01:35:44 GMT',
  '1'.repeat(5000),
])('what is no date (%s) is none, and never an error', (text) => {
  expect(readDate(text)).toBeUndefined();
});

test('every moment is read back from each of its usual spellings', () => {
  const moments = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1000 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(moments, (ms) => {
      expect(readDate(new Date(ms).toISOString())).toBe(ms);
      expect(readDate(new Date(ms).toUTCString())).toBe(ms);
    }),
  );
});

test('no text whatever makes the reader fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      const read = readDate(text);
      expect(read === undefined || Number.isInteger(read)).toBe(true);
    }),
  );
});

test('a date without a zone is the same moment wherever the bot runs', () => {
  const here = ['2026-07-01 12:00', '1 Jul 2026 12:00', '20260701120000'].map(readDate);
  const zone = process.env.TZ;
  try {
    for (const tz of ['Asia/Seoul', 'America/Los_Angeles', 'Pacific/Chatham']) {
      process.env.TZ = tz;
      expect(new Date(2026, 6, 1).getTimezoneOffset()).not.toBe(0);
      expect(['2026-07-01 12:00', '1 Jul 2026 12:00', '20260701120000'].map(readDate)).toEqual(here);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  expect(here).toEqual([Date.UTC(2026, 6, 1, 12), Date.UTC(2026, 6, 1, 12), Date.UTC(2026, 6, 1, 12)]);
});
