import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimStore } from '../../src/services/claim-store.ts';
import { countProcesses, holdShards, shardOf, type WantedShards } from '../../src/services/shards.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { OperatorError } from '../../src/util/operator-error.ts';

const silentLog = createLog({ level: 'silent', format: 'json' });
const openMemory = () => openStore({ url: 'memory:', log: silentLog, machineClock: createSystemClock() });

async function openShared() {
  const store = await openMemory();
  const stop = new AbortController();
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
  const want = (holder: string, ids: readonly number[], count: number): WantedShards => ({
    ...{ applicationId: '7', holder, ids, count, log },
    claim: async () => {},
    signal: stop.signal,
  });
  return { store, stop, lines, want };
}

describe('The shards of a bot', () => {
  it('are those of Discord: every server is in one, by the milliseconds of its id', () => {
    expect([0, 1, 2, 3].map((n) => shardOf(String((BigInt(n) << 22n) + 5n), 3))).toEqual([0, 1, 2, 0]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.integer({ min: 1, max: 200 }), (id, count) => {
        const shard = shardOf(String(id), count);
        expect(shard).toBe(Number((id >> 22n) % BigInt(count)));
      }),
    );
  });

  it('are counted by the processes that hold them, not by how many they hold', async () => {
    const { store, want } = await openShared();
    expect(await countProcesses(store.leases, '7')).toBe(1);
    await holdShards(store, want('a', [0, 1, 2], 8));
    await holdShards(store, want('b', [3], 8));
    await holdShards(store, { ...want('c', [0], 1), applicationId: '70' });
    expect(await countProcesses(store.leases, '7')).toBe(2);
    await store.close();
  });

  it('are waited for in one order, so that two processes that want the same never wait in a circle', async () => {
    const { store, want } = await openShared();
    const [first, second] = [holdShards(store, want('a', [1, 0], 2)), holdShards(store, want('b', [0, 1], 2))];
    const leases = await Promise.race([first, second]);
    await Promise.all(leases.map((lease) => lease.release()));
    expect((await first).length + (await second).length).toBe(4);
    await store.close();
  });

  it('are not served while another process divides the servers among another number of them', async () => {
    const { store, stop, want, lines } = await openShared();
    const old = await holdShards(store, want('old', [0, 1], 4));
    let given = false;
    const next = holdShards(store, want('new', [5], 8)).then((leases) => {
      given = true;
      return leases;
    });
    await expect.poll(() => lines.join()).toContain('another CLEMATIS_SHARD_COUNT');
    expect(given).toBe(false);
    const alike = await holdShards(store, want('old too', [2], 4)).then(() => 'held');
    expect(alike).toBe('held');
    await Promise.all(old.map((lease) => lease.release()));
    await expect.poll(() => lines.filter((line) => line.includes('another CLEMATIS_SHARD_COUNT'))).toHaveLength(1);
    expect(given, 'one process with the old number is left').toBe(false);
    stop.abort(new Error('over'));
    await expect(next).rejects.toThrow('over');
    await store.close();
  });

  it('are served when the last process with the other number has ended', async () => {
    const { store, want } = await openShared();
    const old = await holdShards(store, want('old', [0, 1], 4));
    const next = holdShards(store, want('new', [5], 8));
    await Promise.all(old.map((lease) => lease.release()));
    expect((await next).every((lease) => lease.holds())).toBe(true);
    await store.close();
  });
});

describe('A store', () => {
  const own = { applicationId: '7', seriesId: 'alien-stage' };

  it('belongs to one bot: another one, or the same with another series, refuses to start on it and says why', async () => {
    const store = await openMemory();
    expect(await claimStore(store, own), 'its first start').toBe(true);
    expect(await claimStore(store, own)).toBe(false);
    const others = [
      { ...own, applicationId: '8' },
      { ...own, seriesId: 'another' },
    ];
    for (const other of others) await expect(claimStore(store, other)).rejects.toThrow(OperatorError);
    await expect(claimStore(store, { ...own, applicationId: '8' })).rejects.toThrow(/STORE_URL.*another bot/);
    await expect(claimStore(store, { ...own, seriesId: 'another' })).rejects.toThrow(/KNOWLEDGE_DIR.*another/);
  });

  it('that belongs to another bot is left with its shards released', async () => {
    const { store, want } = await openShared();
    const claim = () => Promise.reject(new OperatorError('it is another’s'));
    await expect(holdShards(store, { ...want('a', [0], 1), claim })).rejects.toThrow('it is another’s');
    expect(await store.leases.heldUnder('shard/')).toEqual([]);
    await store.close();
  });
});
