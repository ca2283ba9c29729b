import { expect, test } from 'vitest';
import { explainEntry } from '../../../src/domain/feed/explain-entry.ts';
import { entry, range, target, watch } from '../../../testkit/feeds/make-feed.ts';

const scheduled = { views: 0, ratings: 9 };

test('for every entry it can be told at which gate it stopped', () => {
  const feed = watch('channel', [target('A', { shorts: false, upcoming: 'hold' })]);
  const [all, patient] = [target('B', { sinceDocument: 0 }), target('A', { shorts: false, upcoming: 'hold' })];
  expect(explainEntry(undefined, all, entry(31))).toEqual({ kind: 'unknown-yet' });

  feed.look(range(31, 18));
  expect(explainEntry(feed.memory, all, entry(31))).toEqual({ kind: 'silent', verdict: 'baseline' });
  expect(explainEntry(feed.memory, all, entry(32))).toEqual({ kind: 'unknown-yet' });

  feed.look([entry(34, scheduled), entry(33, { isShort: true }), entry(32), ...range(31, 18), entry(3)]);
  expect(explainEntry(feed.memory, patient, entry(32))).toEqual({ kind: 'handed-over' });
  expect(explainEntry(feed.memory, patient, entry(33, { isShort: true }))).toEqual({ kind: 'short' });
  expect(explainEntry(feed.memory, patient, entry(34, scheduled))).toEqual({ kind: 'held' });
  expect(explainEntry(feed.memory, all, entry(3))).toEqual({ kind: 'silent', verdict: 'before-baseline' });

  const late = target('C', { sinceDocument: feed.memory?.documents ?? 0 });
  expect(explainEntry(feed.memory, late, entry(32))).toEqual({ kind: 'before-subscription' });
});
