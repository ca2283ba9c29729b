import { expect, test } from 'vitest';
import { momentText } from '../../page/markdown/moment-text.ts';

const NOON = Date.UTC(2026, 10, 22, 12) / 1000;

test('a moment is told from now in the largest unit that fits', () => {
  const from = (seconds: number, locale = 'en-GB') => momentText(NOON + seconds, 'R', NOON * 1000, locale);
  expect([from(30), from(7200), from(-86_400), from(400 * 86_400)]).toEqual([
    'in 30 seconds',
    'in 2 hours',
    '1 day ago',
    'in 1 year',
  ]);
  expect(from(7200, 'ko')).toBe('2시간 후');
});

test('the other styles name date and time', () => {
  const as = (style: string) => momentText(NOON, style, 0, 'en-GB', 'UTC');
  expect([as('t'), as('d'), as('D')]).toEqual(['12:00', '22/11/2026', '22 November 2026']);
});
