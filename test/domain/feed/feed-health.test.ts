import { describe, expect, test } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  type FeedHealth,
  feedHealthSchema,
  isOut,
  untriedHealth,
} from '../../../src/domain/feed/feed-health.ts';

const HOUR = 60 * 60_000;

/** What moderators are told when a feed is read at these hours; a number with a minus sign is a failed read. */
function notices(...hours: number[]): string[] {
  let health: FeedHealth = untriedHealth;
  const told: string[] = [];
  for (const hour of hours) {
    const nowMs = Math.abs(hour) * HOUR;
    const failed = hour < 0;
    const change = failed
      ? afterFailure(health, { nowMs, reason: 'http-status', status: 404 })
      : afterSuccess(health, { nowMs });
    health = feedHealthSchema.parse(JSON.parse(JSON.stringify(change.health)));
    if (change.notice) told.push(`${change.notice} at ${Math.abs(hour)}`);
  }
  return told;
}

describe('an outage', () => {
  test('of less than a day is nobody’s business', () => {
    expect(notices(1, -2, -5, -20, -24.9, 25)).toEqual([]);
  });

  test('of a day is reported once, and its end once', () => {
    expect(notices(1, -2, -24, -25, -26, -90, 91, 92)).toEqual(['down at 26', 'back at 91']);
  });

  test('is reported again when it is a different one', () => {
    expect(notices(1, -2, -14, -26, 27, -28, -40, -52)).toEqual(['down at 26', 'back at 27', 'down at 52']);
  });

  test('that began before the first success is counted from the first failure', () => {
    expect(notices(-1, -10, -24.9, -25, -26, 27)).toEqual(['down at 25', 'back at 27']);
  });

  test('is none when the bot was away for days and its first reads fail', () => {
    expect(notices(1, -99, 100)).toEqual([]);
    expect(notices(1, -2, -99, 100)).toEqual([]);
    expect(notices(1, -99, -110, -123)).toEqual(['down at 123']);
  });

  test('is not spoken of after one failure among good looks', () => {
    const good = afterSuccess(untriedHealth, { nowMs: 0 }).health;
    const once = afterFailure(good, { nowMs: HOUR, reason: 'dns' }).health;
    expect([isOut(untriedHealth), isOut(good), isOut(once)]).toEqual([false, false, false]);
    expect(isOut(afterFailure(once, { nowMs: 2 * HOUR, reason: 'dns' }).health)).toBe(true);
    expect(isOut(afterFailure(untriedHealth, { nowMs: HOUR, reason: 'dns' }).health)).toBe(true);
  });

  test('never turns a feed off, however long it lasts', () => {
    const hours = Array.from({ length: 2000 }, (_, hour) => -(hour + 1));
    expect(notices(...hours, 2001)).toEqual(['down at 25', 'back at 2001']);
  });
});

test('failures are counted, the last one is kept with its reason, and one success forgets them', () => {
  const first = afterSuccess(untriedHealth, { nowMs: 1000, retryAfterSeconds: 600 }).health;
  const second = afterFailure(first, { nowMs: 2000, reason: 'http-status', status: 429, retryAfterSeconds: 60 }).health;
  const third = afterFailure(second, { nowMs: 3000, reason: 'too-slow' }).health;
  expect(third).toEqual({
    version: 1,
    lastReadAtMs: 3000,
    lastSuccessAtMs: 1000,
    lastLookMs: 1000,
    failuresInARow: 2,
    failingSinceMs: 2000,
    lastFailure: { reason: 'too-slow' },
  });
  expect(second).toMatchObject({ retryAfterSeconds: 60, lastFailure: { reason: 'http-status', status: 429 } });
  expect(afterSuccess(third, { nowMs: 4000 }).health).toEqual({
    version: 1,
    lastReadAtMs: 4000,
    lastSuccessAtMs: 4000,
    lastLookMs: 4000,
    failuresInARow: 0,
  });
});

test('a look at a copy is as old as the copy, and never older than the look before', () => {
  const first = afterSuccess(untriedHealth, { nowMs: 1000, asOfMs: 400 }).health;
  expect(first.lastLookMs).toBe(400);
  expect(afterSuccess(first, { nowMs: 2000, asOfMs: 300 }).health.lastLookMs).toBe(400);
});

test('a look in what is now the future was made by a wrong clock, and is none', () => {
  const ahead = afterSuccess(untriedHealth, { nowMs: 9000 }).health;
  expect(afterSuccess(ahead, { nowMs: 2000 }).health.lastLookMs).toBe(2000);
});
