import { describe, expect, it, onTestFinished } from 'vitest';
import { dataInUse, watchDataInUse } from '../../src/services/data-in-use.ts';
import { openStore } from '../../src/storage/index.ts';
import { dataInUseRecord } from '../../src/storage/kinds.ts';
import { createManualClock, createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

const silentLog = createLog({ level: 'silent', format: 'json' });
const MINUTE_MS = 60_000;

async function openShared() {
  const store = await openStore({ url: 'memory:', log: silentLog, machineClock: createSystemClock() });
  onTestFinished(() => store.close());
  const clock = createManualClock(Date.parse('2030-01-01T00:00:00Z'));
  const lines: { level: number; msg: string; others?: string[] }[] = [];
  const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(JSON.parse(line)) });
  /** A process with these shards; its data may be another later. */
  async function begin(holder: string, shards: readonly string[], data: string, heard = silentLog) {
    const names = shards.map((shard) => `shard/7/${shard}`);
    const leases = await Promise.all(names.map((name) => store.leases.acquire(name, { holder, ttlMs: 9_000 })));
    const [lease] = leases;
    if (lease === undefined) throw new Error('It has a shard');
    const has = { data };
    const watch = watchDataInUse({
      ...{ store: store.under(leases), lease, holder, clock, log: heard },
      version: () => has.data,
    });
    await watch.look();
    return { watch, has, end: () => Promise.all(leases.map((each) => each.release())) };
  }
  return { store, clock, lines, log, begin };
}

describe('Processes on one store', () => {
  it('with the same data say nothing about it', async () => {
    const { begin, lines, log } = await openShared();
    const first = await begin('first', ['0/4', '1/4'], 'old', log);
    await begin('second', ['2/4', '3/4'], 'old');
    await first.watch.look();
    expect([first.watch.others(), lines]).toEqual([[], []]);
  });

  it('with different data log it once, again when that lasts longer than a rolling restart, and once when it is over', async () => {
    const { begin, lines, log, clock } = await openShared();
    const first = await begin('first', ['0/4', '1/4'], 'old', log);
    const second = await begin('second', ['2/4', '3/4'], 'new');
    await first.watch.look();
    await first.watch.look();
    expect(first.watch.others()).toEqual([{ holder: 'second', version: 'new', sinceMs: clock.now() }]);
    expect(lines).toMatchObject([
      { level: 30, msg: expect.stringContaining('right while they are restarted one by one') },
    ]);
    expect(lines[0]?.others).toEqual(['second has other data, since 2030-01-01T00:00:00.000Z']);

    clock.advance(9 * MINUTE_MS);
    await first.watch.look();
    expect(lines).toHaveLength(1);
    clock.advance(MINUTE_MS);
    await first.watch.look();
    await first.watch.look();
    expect(lines.slice(1)).toMatchObject([{ level: 40, msg: expect.stringContaining('npm run admin -- reload') }]);

    first.has.data = 'new';
    await first.watch.look();
    await second.watch.look();
    expect([first.watch.others(), second.watch.others()]).toEqual([[], []]);
    expect(lines.slice(2)).toMatchObject([{ level: 30, msg: expect.stringContaining('the same data again') }]);
  });

  it('ignore a process that has given up its shards, whatever records it left behind', async () => {
    const { begin, store } = await openShared();
    const first = await begin('first', ['0/2'], 'old');
    const second = await begin('second', ['1/2'], 'new');
    await first.watch.look();
    expect(first.watch.others()).toHaveLength(1);
    await second.end();
    await first.watch.look();
    expect(first.watch.others()).toEqual([]);

    await store.leases.acquire('shard/7/1/2', { holder: 'third', ttlMs: 9_000 });
    await first.watch.look();
    expect(first.watch.others(), 'whoever has the shard now has said nothing yet').toEqual([]);
    expect((await dataInUse(store)).map(({ holder }) => holder)).toEqual(['first']);
  });

  it('leave no more than a record for each shard, however often they start', async () => {
    const { begin, store } = await openShared();
    for (const holder of ['first', 'second', 'third']) await (await begin(holder, ['0/2', '1/2'], holder)).end();
    const keys: string[] = [];
    for await (const page of store.records(dataInUseRecord).keys()) keys.push(...page);
    expect(keys).toEqual(['0/2']);
  });
});
