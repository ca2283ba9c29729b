import { expect, test } from 'vitest';
import { hidesItsNewest } from '../../../src/domain/feed/feed-document.ts';
import { documentOf, range } from '../../../testkit/feeds/make-feed.ts';

test('only a full playlist that adds at its end hides its newest', () => {
  const ascending = range(15, 1).reverse();
  expect(hidesItsNewest(documentOf(ascending, 'playlist'))).toBe(true);
  expect(hidesItsNewest(documentOf(ascending.slice(0, 14), 'playlist'))).toBe(false);
  expect(hidesItsNewest(documentOf(range(15, 1), 'playlist'))).toBe(false);
  expect(hidesItsNewest(documentOf(ascending, 'channel'))).toBe(false);
});
