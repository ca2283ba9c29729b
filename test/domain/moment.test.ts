import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/domain/moment.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 18, 30);
const at = (iso: string) => Date.parse(iso);

describe('A time that somebody writes', () => {
  it.each([
    ['in 2h', '2026-11-22T20:30Z', false],
    ['1d 12h', '2026-11-24T06:30Z', false],
    ['30분 뒤', '2026-11-22T19:00Z', false],
    ['2시간 30분 후', '2026-11-22T21:00Z', false],
    ['tomorrow 20:00', '2026-11-23T20:00Z', true],
    ['내일 20시', '2026-11-23T20:00Z', true],
    ['today 23:00 utc', '2026-11-22T23:00Z', false],
    // In Seoul it is tomorrow already.
    ['today 20:00 kst', '2026-11-23T11:00Z', false],
    ['tomorrow 20:00 -05:00', '2026-11-24T01:00Z', false],
    ['2026-12-01 20:00+09:00', '2026-12-01T11:00Z', false],
    ['2026-12-01T20:00:30Z', '2026-12-01T20:00:30Z', false],
    ['2026-12-01 20:00', '2026-12-01T20:00Z', true],
    ['2026-12-01', '2026-12-01T00:00Z', true],
    ['<t:1796000000:R>', new Date(1796000000000).toISOString(), false],
  ])('%s is %s', (typed, expected, assumedUtc) => {
    expect(readMoment(typed, NOW_MS)).toEqual({ atMs: at(expected), assumedUtc });
  });

  it.each([
    '',
    'soon',
    'tomorrow',
    'tomorrow 25:00',
    '2026-02-31',
    '2026-13-01',
    'in',
    'in 2 moons',
    '-2h',
    '20:00 pst',
  ])('“%s” is not one', (typed) => {
    expect(readMoment(typed, NOW_MS)).toBeUndefined();
  });

  it('in ISO with any offset is the moment that Date reads', () => {
    const hours = fc.integer({ min: -12, max: 14 });
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        hours,
        (date, offset) => {
          const zone = `${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(2, '0')}:00`;
          const iso = `${date.toISOString().slice(0, 16)}${zone}`;
          expect(readMoment(iso, NOW_MS)?.atMs).toBe(Date.parse(iso));
        },
      ),
    );
  });

  it('is never misread into an error, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readMoment(typed, NOW_MS);
        expect(read === undefined || Number.isFinite(read.atMs)).toBe(true);
      }),
    );
  });
});
