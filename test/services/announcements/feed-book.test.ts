import { expect, test } from 'vitest';
import { compareFeed } from '../../../src/domain/feed/compare-feed.ts';
import { type FeedState, newFeedState } from '../../../src/domain/feed/feed-state.ts';
import { createFeedBook, feedKey } from '../../../src/services/announcements/feed-book.ts';
import { type Change, openStore } from '../../../src/storage/index.ts';
import { createSeededChance } from '../../../src/util/chance.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { documentOf, range } from '../../../testkit/feeds/make-feed.ts';

const KEY = feedKey(0, 'https://example.org/feed.xml');
const clock = createManualClock(Date.UTC(2026, 0, 10));

async function openBook() {
  const store = await openStore({
    url: 'memory:',
    log: createLog({ level: 'silent', format: 'json' }),
    machineClock: clock,
  });
  const open = () =>
    createFeedBook({ store, clock, chance: createSeededChance(1), intervalSeconds: 900, shardOf: () => 0 });
  return { store, open };
}

function after(state: FeedState, newest: number): FeedState {
  const { memory } = compareFeed({
    memory: state.memory,
    document: documentOf(range(newest, newest - 10)),
    targets: [],
    nowMs: clock.now(),
    asOfMs: clock.now(),
    lastLookMs: undefined,
    servedAtMs: undefined,
  });
  return { ...state, memory };
}

test('a feed’s listed entries are written when they have changed, and at every look only how it went', async () => {
  const { store, open } = await openBook();
  const book = open();
  const writes: string[][] = [];
  const write = (changes: readonly Change[]) => {
    writes.push(changes.map(({ storedKey }) => storedKey.split(':')[0] ?? ''));
    return store.write(changes);
  };
  const first = after(newFeedState, 20);
  await book.keep(KEY, first, write);
  await book.keep(KEY, after(first, 20), write);
  await book.keep(KEY, after(first, 21), write);
  expect(writes).toEqual([['feed', 'feed-memory'], ['feed'], ['feed', 'feed-memory']]);
  expect((await open().get(KEY)).memory).toEqual(after(first, 21).memory);
});

test('a look whose write failed counts as not made: the next one finds the same again', async () => {
  const { store, open } = await openBook();
  const book = open();
  const first = after(newFeedState, 20);
  await book.keep(KEY, first, store.write);
  const failing = () => Promise.reject(new Error('The disk is full'));
  await expect(book.keep(KEY, after(first, 21), failing)).rejects.toThrow('The disk is full');
  expect((await book.get(KEY)).memory).toEqual(first.memory);
  await book.keep(KEY, after(first, 21), store.write);
  expect((await open().get(KEY)).memory).toEqual(after(first, 21).memory);
});
