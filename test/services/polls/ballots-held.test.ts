import { expect, it, onTestFinished } from 'vitest';
import { applyAct, type Ballot } from '../../../src/domain/poll/ballot.ts';
import { createBallotBox } from '../../../src/services/polls/votes/ballot-box.ts';
import { openStore, type Store } from '../../../src/storage/index.ts';
import { ballotRecord, votersRecord } from '../../../src/storage/kinds.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';

const log = createLog({ level: 'silent', format: 'json' });

async function openMemory(): Promise<Store> {
  const store = await openStore({ url: 'memory:', log, machineClock: createManualClock(0) });
  onTestFinished(() => store.close());
  return store;
}

const pressing = (choice: string, atMs: number) => (ballot: Ballot) =>
  applyAct(ballot, { kind: 'press', choice }, atMs);

const voted: Ballot = { reactions: [], history: [{ choice: 'a', atMs: 1, door: 'button' }] };

it('a vote moves the one before it, whether that was made just now or by a process that has ended', async () => {
  const store = await openMemory();
  const before = createBallotBox({ store });
  await before.change('500', '1', pressing('a', 1));
  expect(await before.change('500', '1', pressing('b', 2))).toEqual({ kind: 'moved', from: 'a', choice: 'b' });
  const after = createBallotBox({ store });
  expect(await after.change('500', '1', pressing('a', 3))).toEqual({ kind: 'moved', from: 'b', choice: 'a' });
  expect(await after.change('500', '2', pressing('a', 3))).toEqual({ kind: 'counted', choice: 'a' });
});

it('after a write whose answer was lost, the next vote starts from what is on disk', async () => {
  const store = await openMemory();
  let losesAnswer = false;
  const unsure: Store = {
    ...store,
    async write(changes) {
      await store.write(changes);
      if (losesAnswer) throw new Error('The answer was lost');
    },
  };
  const box = createBallotBox({ store: unsure });
  await box.change('500', '1', pressing('a', 1));
  losesAnswer = true;
  await expect(box.change('500', '1', pressing('b', 2))).rejects.toThrow('The answer was lost');
  losesAnswer = false;
  expect(await box.change('500', '1', pressing('a', 3))).toEqual({ kind: 'moved', from: 'b', choice: 'a' });
});

it('a voter whom only a damaged part of the index names keeps the vote they have', async () => {
  const store = await openMemory();
  await store.records(ballotRecord).put('500/1', voted);
  const { storedKey } = store.records(votersRecord).putting('500/0', ['1']);
  await store.write([{ storedKey, text: 'damaged' }]);
  const box = createBallotBox({ store });
  expect(await box.change('500', '1', pressing('b', 2))).toEqual({ kind: 'moved', from: 'a', choice: 'b' });
});

it('a member who was erased votes as if for the first time', async () => {
  const box = createBallotBox({ store: await openMemory() });
  await box.change('500', '1', pressing('a', 1));
  await box.forget('500', '1', undefined);
  expect(await box.change('500', '1', pressing('b', 2))).toEqual({ kind: 'counted', choice: 'b' });
});

it('after trimming, the next vote starts from the trimmed record', async () => {
  const store = await openMemory();
  const box = createBallotBox({ store });
  await box.change('500', '1', pressing('a', 1));
  await box.change('500', '1', pressing('b', 20));
  await box.trim({ id: '500', lockedAsOfMs: 10 });
  expect(await box.change('500', '1', pressing('b', 30))).toEqual({ kind: 'moved', from: 'a', choice: 'b' });
});

it('votes that come while others are being written are one write, whoever made them', async () => {
  const store = await openMemory();
  const writes: number[] = [];
  const counting: Store = {
    ...store,
    async write(changes) {
      writes.push(changes.length);
      await store.write(changes);
    },
  };
  const box = createBallotBox({ store: counting });
  await box.change('500', '0', pressing('a', 1));
  writes.length = 0;
  const first = box.change('500', '1', pressing('a', 2));
  const others = Array.from({ length: 200 }, (_, at) => box.change('500', String(at + 2), pressing('b', 3)));
  await Promise.all([first, ...others]);
  // Each ballot, and the one chunk of the index that names all of them.
  expect(writes).toEqual([202]);
  expect((await box.all('500')).size).toBe(202);
});

it('acts of one member that are written together each begin from the one before', async () => {
  const box = createBallotBox({ store: await openMemory() });
  const acts = ['a', 'b', 'b', 'a'].map((choice, at) => box.change('500', '1', pressing(choice, at + 1)));
  expect(await Promise.all(acts)).toEqual([
    { kind: 'counted', choice: 'a' },
    { kind: 'moved', from: 'a', choice: 'b' },
    { kind: 'unchanged', choice: 'b' },
    { kind: 'moved', from: 'b', choice: 'a' },
  ]);
  expect((await box.of('500', '1'))?.history.map(({ choice }) => choice)).toEqual(['a', 'b', 'a']);
});

it('a vote that cannot be read or written keeps no other from being counted', async () => {
  const store = await openMemory();
  const before = createBallotBox({ store });
  await Promise.all(['1', '2'].map((userId) => before.change('500', userId, pressing('a', 1))));
  const { storedKey } = store.records(ballotRecord).putting('500/1', voted);
  await store.write([{ storedKey, text: 'damaged' }]);
  const box = createBallotBox({ store });
  const outcomes = await Promise.allSettled([
    box.change('500', '1', pressing('b', 2)),
    box.change('500', '2', pressing('b', 2)),
    box.change('500', '2', pressing('a', Number.NaN)),
    box.change('500', '3', pressing('b', 2)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  const tally = await box.tally({ id: '500', lockedAsOfMs: undefined, contestants: [] });
  expect(tally.total).toBe(2);
  expect((await box.of('500', '2'))?.history.at(-1)?.choice).toBe('b');
});
