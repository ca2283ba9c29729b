import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { z } from 'zod';
import { defineRecord, openStore } from '../src/storage/index.ts';
import { createSystemClock } from '../src/util/clock.ts';
import { createLog } from '../src/util/log.ts';

/** One measurement of both, which alternate: medians over the rounds, and the median of the ratios of each round. */
export interface StoreFigure {
  readonly what: string;
  readonly unit: 'a second' | 'ms';
  /** Keyv on @keyv/sqlite with default settings: each write is a transaction of its own, with two syncs. */
  readonly asItComes: number;
  /** The store of Clematis: synced before each acknowledgement, with many writes in one statement. */
  readonly ours: number;
  /** ours ÷ asItComes. */
  readonly ratio: number;
}

interface Measured extends Pick<StoreFigure, 'what' | 'unit'> {
  readonly value: number;
}

interface Candidate {
  put(key: string, value: string): Promise<unknown>;
  putMany(keys: readonly string[], value: string): Promise<unknown>;
  get(key: string): Promise<unknown>;
  getMany(keys: readonly string[]): Promise<unknown>;
  close(): Promise<unknown>;
}

const VALUE = 'x'.repeat(100);
const note = defineRecord({ name: 'note', version: 1, schema: z.string() });

async function openAsItComes(file: string): Promise<Candidate> {
  const keyv = new Keyv<string>({ store: new KeyvSqlite(`sqlite://${file}`), throwOnErrors: true });
  return {
    put: (key, value) => keyv.set(key, value),
    putMany: (keys, value) => keyv.setMany(keys.map((key) => ({ key, value }))),
    get: (key) => keyv.get(key),
    getMany: (keys) => keyv.getMany([...keys]),
    close: () => keyv.disconnect(),
  };
}

async function openOurs(file: string): Promise<Candidate> {
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: `sqlite://${file}`, log, machineClock: createSystemClock() });
  const notes = store.records(note);
  return {
    put: (key, value) => notes.put(key, value),
    putMany: (keys, value) => store.write(keys.map((key) => notes.putting(key, value))),
    get: (key) => notes.get(key),
    getMany: (keys) => notes.getMany(keys),
    close: () => store.close(),
  };
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function forEach(keys: readonly string[], underWay: number, work: (key: string) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    for (let key = keys[next++]; key !== undefined; key = keys[next++]) await work(key);
  };
  await Promise.all(Array.from({ length: underWay }, lane));
}

const putAll = (candidate: Candidate, keys: readonly string[], underWay: number) =>
  forEach(keys, underWay, (key) => candidate.put(key, VALUE));

/**
 * How long a call on a file takes while many writes are under way: how much a slow store holds up other work of the
 * process.
 */
async function fileCallUnderWritesMs(candidate: Candidate, folder: string): Promise<number> {
  let writing = true;
  const writes = putAll(candidate, names('poured', 512), 64).then(() => {
    writing = false;
  });
  const waitsMs: number[] = [];
  while (writing) waitsMs.push(await elapsedMs(() => stat(folder)));
  await writes;
  return median(waitsMs);
}

async function loopDelayP99Ms(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

async function measure(candidate: Candidate, folder: string): Promise<readonly Measured[]> {
  const few = names('few', 200);
  const many = names('many', 1_024);
  const batch = names('batch', 1_000);
  const perSecond = async (keys: readonly string[], work: () => Promise<unknown>) =>
    (keys.length * 1_000) / (await elapsedMs(work));

  return [
    { what: 'put, one at a time', unit: 'a second', value: await perSecond(few, () => putAll(candidate, few, 1)) },
    { what: 'put, 64 under way', unit: 'a second', value: await perSecond(many, () => putAll(candidate, many, 64)) },
    {
      what: 'get, 64 under way',
      unit: 'a second',
      value: await perSecond(many, () => forEach(many, 64, candidate.get)),
    },
    { what: 'put 1,000 as one', unit: 'ms', value: await elapsedMs(() => candidate.putMany(batch, VALUE)) },
    { what: 'get 1,000 as one', unit: 'ms', value: await elapsedMs(() => candidate.getMany(batch)) },
    { what: 'file call under writes, p50', unit: 'ms', value: await fileCallUnderWritesMs(candidate, folder) },
    { what: 'event-loop delay, p99', unit: 'ms', value: await loopDelayP99Ms(() => putAll(candidate, many, 64)) },
  ];
}

/** Measures both in turns, `rounds` times, in a temporary folder that is removed. Takes about ten seconds a round. */
export async function benchStore({ rounds }: { readonly rounds: number }): Promise<readonly StoreFigure[]> {
  const taken: { readonly asItComes: readonly Measured[]; readonly ours: readonly Measured[] }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'clematis-bench-'));
    try {
      const measured = async (open: (file: string) => Promise<Candidate>, file: string) => {
        const candidate = await open(join(folder, file));
        const figures = await measure(candidate, folder);
        await candidate.close();
        return figures;
      };
      const asItComes = await measured(openAsItComes, 'as-it-comes.sqlite');
      taken.push({ asItComes, ours: await measured(openOurs, 'ours.sqlite') });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return (taken[0]?.ours ?? []).map(({ what, unit }, index) => {
    const pairs = taken.map((round) => ({
      asItComes: round.asItComes[index]?.value ?? Number.NaN,
      ours: round.ours[index]?.value ?? Number.NaN,
    }));
    return {
      what,
      unit,
      asItComes: median(pairs.map((pair) => pair.asItComes)),
      ours: median(pairs.map((pair) => pair.ours)),
      ratio: median(pairs.map((pair) => pair.ours / pair.asItComes)),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
