import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openPostgresBackend } from '../../src/storage/backends/postgres.ts';
import { openRedisBackend } from '../../src/storage/backends/redis.ts';
import { defineRecord, openStore, type Store, StoreOpenError } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { askPostgres, postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { askRedis, redisProgram, startRedis } from '../../testkit/stores/redis-server.ts';
import { freePort, type StoreServer } from '../../testkit/stores/server-process.ts';
import { startTcpProxy } from '../../testkit/stores/tcp-proxy.ts';
import { openTestStore, silentLog } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.string() });
const machineClock = createSystemClock();
const opening = (url: string) => openStore({ url, log: silentLog, machineClock });
const holder = { holder: 'this test', ttlMs: 60_000 };

async function complaint(url: string): Promise<string> {
  const error: unknown = await opening(url).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreOpenError);
  expect(String(error)).not.toContain('hunter2');
  return String(error);
}

const servers = [
  { name: 'redis://', program: redisProgram(), start: startRedis, open: openRedisBackend },
  { name: 'postgres://', program: postgresPrograms(), start: startPostgres, open: openPostgresBackend },
];

/** How each tells its version, and how one of before would have. */
const oldVersions: Readonly<Record<string, readonly [RegExp, string]>> = {
  'redis://': [/(?<=redis_version:)\d/g, '5'],
  'postgres://': [/\b1[3-9](?=00\d\d)/g, '12'],
};

for (const { name, program, start, open } of servers) {
  if (program === undefined) process.stderr.write(`No server for ${name} is installed here: its trials are skipped\n`);
  describe.skipIf(program === undefined)(`the server of a store on ${name}`, () => {
    let shared: Promise<StoreServer> | undefined;
    const server = () => {
      shared ??= start();
      return shared;
    };
    afterAll(async () => (await shared)?.remove());

    /** A store behind a network of its own, with a lease to write under. */
    async function behindProxy() {
      const url = new URL(await (await server()).newUrl());
      const proxy = await startTcpProxy(Number(url.port));
      url.port = String(proxy.port);
      const lines: string[] = [];
      const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
      const store = await openStore({ url: url.href, log, machineClock });
      onTestFinished(async () => {
        proxy.pass();
        await store.close();
        await proxy.close();
      });
      const lease = await store.leases.acquire('shard-0', holder);
      return { proxy, lines, store, lease, under: store.under([lease]) };
    }

    it('that nobody started is waited for, and then an error naming where', { timeout: 30_000 }, async () => {
      const port = await freePort();
      expect(await complaint(`${name}bot:hunter2@127.0.0.1:${port}/0`)).toMatch(
        new RegExp(`^StoreOpenError: STORE_URL: the .*127\\.0\\.0\\.1:${port}.*ECONNREFUSED`),
      );
    });

    it.each(['x@hunter2/y', 'x/hunter2', '1/hunter2', '1#hunter2', '1?hunter2'])(
      'whose password is written as it is (%s) is refused with a hint, and no part of the password is shown',
      async (password) => {
        expect(await complaint(`${name}bot:${password}@127.0.0.1:1/0`)).toContain('written percent-encoded');
      },
    );

    it('that is started a moment later is waited for', async () => {
      const own = await start();
      onTestFinished(() => own.remove());
      const url = await own.newUrl();
      await own.stop();
      const store = openTestStore(url);
      await own.start();
      await (await store).records(note).put('a', 'kept');
      expect(await (await store).records(note).get('a')).toBe('kept');
    });

    it('that refuses the password says so, and not the password', async () => {
      const url = new URL(await (await server()).newUrl());
      url.password = 'hunter2';
      if (url.username === '') url.username = 'bot';
      expect(await complaint(url.href)).toMatch(
        /(?:WRONGPASS|password authentication failed).*\. Correct user and password/,
      );
    });

    it('that is too old is refused, with the version that is needed', async () => {
      const url = new URL(await (await server()).newUrl());
      const port = Number(url.port);
      const [spoken, older] = oldVersions[name] ?? [/^$/g, ''];
      const translator = createServer((near) => {
        const far = connect(port, '127.0.0.1');
        near.pipe(far);
        far.on('data', (bytes) => near.write(Buffer.from(bytes.toString('latin1').replace(spoken, older), 'latin1')));
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const)
          socket.on('close', () => other.destroy()).on('error', () => {});
      }).listen(0, '127.0.0.1');
      await once(translator, 'listening');
      onTestFinished(() => void translator.close());
      url.port = String((translator.address() as AddressInfo).port);
      expect(await complaint(url.href)).toMatch(
        /it is (?:PostgreSQL 1200\d\d; version 13|Redis 5\..*; version 6) or newer/,
      );
    });

    it('is asked again when the connection breaks: what is read and written meanwhile only takes longer', async () => {
      const { proxy, under } = await behindProxy();
      const notes = under.records(note);
      for (let turn = 0; turn < 20; turn += 1) {
        const writing = notes.put('a', `${turn}`);
        proxy.cut();
        await writing;
        proxy.cut();
        expect(await notes.get('a')).toBe(`${turn}`);
      }
    });

    it('that wrote, and whose answer was lost, is asked again and has written once', async () => {
      const { proxy, under } = await behindProxy();
      for (let turn = 0; turn < 10; turn += 1) {
        proxy.loseNextAnswer();
        await under.write([under.records(note).putting('a', `${turn}`), under.records(note).removing(`${turn - 1}`)]);
        expect(await under.records(note).get('a')).toBe(`${turn}`);
      }
    });

    it('that may or may not have written what needs no lease is an error: no write is reported as done by guess', async () => {
      const { proxy, store } = await behindProxy();
      proxy.loseNextAnswer();
      await expect(store.records(note).put('a', 'unsure')).rejects.toThrow();
    });

    it('that falls silent makes a write an error in time, ends the lease, and all is well when it is back', {
      timeout: 60_000,
    }, async () => {
      const { proxy, store, under, lines } = await behindProxy();
      await under.records(note).put('a', 'before');
      const short = await store.leases.acquire('shard-1', { holder: 'this test', ttlMs: 1_000 });
      proxy.hold();
      await expect(under.records(note).put('a', 'into the silence')).rejects.toThrow();
      expect(short.holds()).toBe(false);
      proxy.cut();
      proxy.pass();
      await under.records(note).put('a', 'after');
      expect(await under.records(note).get('a')).toBe('after');
      expect(lines.join('\n')).toContain('The lease could not be renewed');
    });

    it('carries out no write after a later one, and none twice, however late a copy of it arrives', async () => {
      const backend = await open(await (await server()).newUrl(), silentLog);
      onTestFinished(() => backend.close());
      const lease = { name: 'shard-0', token: 'ours' };
      await backend.leases.take({ ...lease, holder: 'this test', ttlMs: 60_000 });
      const write = (sequence: number, text: string | undefined) =>
        backend.writeWhole([{ storedKey: 'note:a', text }], { tokens: { 'shard-0': 'ours' }, sequence });
      await write(1, 'first');
      await write(3, 'third');
      await write(2, 'second, late');
      await write(3, undefined);
      expect(await backend.getMany(['note:a'])).toEqual(['third']);
      await backend.leases.take({
        ...lease,
        token: 'another’s',
        holder: 'another',
        ttlMs: 60_000,
        elseIfExpiresAtMs: (await backend.leases.read('shard-0'))?.expiresAtMs,
      });
      await expect(write(4, 'too late')).rejects.toThrow('another process has taken');
      expect(await backend.getMany(['note:a'])).toEqual(['third']);
    });

    it('gives a lease once to whoever asked twice because the answer was lost', async () => {
      const { leases, close } = await open(await (await server()).newUrl(), silentLog);
      onTestFinished(close);
      const row = { name: 'shard-0', token: 'ours', holder: 'this test', ttlMs: 60_000 };
      expect([await leases.take(row), await leases.take(row)]).toEqual([true, true]);
      expect(await leases.take({ ...row, token: 'another’s' })).toBe(false);
    });

    it('killed in the middle of writes, and started again, has all it acknowledged, and whole', {
      timeout: 120_000,
    }, async () => {
      const own = await start();
      onTestFinished(() => own.remove());
      const store = await openStore({ url: await own.newUrl(), log: silentLog, machineClock });
      onTestFinished(() => store.close());
      const under = store.under([await store.leases.acquire('shard-0', holder)]);
      const acknowledged = new Map<string, string>();
      let over = false;
      const lane = async (name: string) => {
        for (let turn = 0; !over; turn += 1) {
          const keys = Array.from({ length: 20 }, (_, part) => `${name}/${part}`);
          try {
            await under.write(keys.map((key) => under.records(note).putting(key, `${turn}`)));
            for (const key of keys) acknowledged.set(key, `${turn}`);
          } catch {
            // On a slow machine it is back later than the store is patient: then a write is told to have failed.
          }
        }
      };
      const lanes = ['a', 'b', 'c'].map(lane);
      for (let kill = 0; kill < 5; kill += 1) {
        const before = acknowledged.get('a/0');
        await expect.poll(() => acknowledged.get('a/0'), { timeout: 20_000 }).not.toBe(before);
        await own.kill();
        await own.start();
      }
      over = true;
      await Promise.all(lanes);

      for (const name of ['a', 'b', 'c']) {
        const keys = Array.from({ length: 20 }, (_, part) => `${name}/${part}`);
        const kept = [...new Set((await store.records(note).getMany(keys)).values())];
        expect(kept).toHaveLength(1);
        expect(Number(kept[0])).toBeGreaterThanOrEqual(Number(acknowledged.get(`${name}/19`)));
      }
    });
  });
}

describe.skipIf(postgresPrograms() === undefined)('a database of PostgreSQL', () => {
  let shared: Promise<StoreServer> | undefined;
  const server = () => {
    shared ??= startPostgres(['fsync=off']);
    return shared;
  };
  afterAll(async () => (await shared)?.remove());
  const inDatabase = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

  it('that is not there is an error naming it', async () => {
    const url = await (await server()).newUrl();
    expect(await complaint(inDatabase(url, 'nowhere'))).toMatch(
      /database "nowhere" does not exist\. Make one: CREATE DATABASE/,
    );
  });

  it('that cannot hold every script is refused', async () => {
    const url = await (await server()).newUrl();
    await askPostgres(url, "CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    expect(await complaint(inDatabase(url, 'western'))).toMatch(
      /its encoding is LATIN1; it must be UTF8\. Make one: .*template0/,
    );
  });

  it('that cannot be written is refused', async () => {
    const url = await (await server()).newUrl();
    await askPostgres(url, 'CREATE DATABASE still');
    await askPostgres(url, 'ALTER DATABASE still SET default_transaction_read_only = on');
    expect(await complaint(inDatabase(url, 'still'))).toMatch(/it is read-only: .*RESET default_transaction_read_only/);
  });

  it('in which the user may create nothing is refused', async () => {
    const url = new URL(await (await server()).newUrl());
    await askPostgres(url.href, "CREATE ROLE guest LOGIN PASSWORD 'welcome'");
    url.username = 'guest';
    url.password = 'welcome';
    expect(await complaint(url.href)).toMatch(/permission denied for schema public\. .*OWNER TO/);
  });

  it('whose tables are somebody else’s is refused', async () => {
    const url = await (await server()).newUrl();
    await askPostgres(url, 'CREATE TABLE clematis_record(id int)');
    expect(await complaint(url)).toContain('column "key" does not exist');
  });

  it('that turns read-only makes a write an error and no read, and heals when it is writable again', {
    timeout: 60_000,
  }, async () => {
    const url = await (await server()).newUrl();
    const store = await openTestStore(url, machineClock);
    const notes = store.records(note);
    await notes.put('a', 'before');
    const name = new URL(url).pathname.slice(1);
    const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`;
    await askPostgres(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await askPostgres(url, others);
    await expect(notes.put('a', 'refused')).rejects.toThrow('read-only');
    expect(await notes.get('a')).toBe('before');
    await askPostgres(inDatabase(url, 'postgres'), `ALTER DATABASE ${name} SET default_transaction_read_only = off`);
    await askPostgres(inDatabase(url, 'postgres'), others.replace('datname = ', 'datname = '));
    await expect.poll(() => notes.put('a', 'after').then(() => 'written', String), { timeout: 10_000 }).toBe('written');
    expect(await notes.get('a')).toBe('after');
  });

  it('in which several start at once is made ready once', async () => {
    const url = await (await server()).newUrl();
    const stores: Store[] = await Promise.all(Array.from({ length: 6 }, () => openTestStore(url)));
    await Promise.all(stores.map((store, index) => store.records(note).put(`${index}`, 'kept')));
    expect((await stores[0]?.records(note).getMany(['0', '1', '2', '3', '4', '5']))?.size).toBe(6);
  });

  it('is shared by stores of one process, and closing one closes no other', async () => {
    const url = await (await server()).newUrl();
    const [first, second] = [await opening(url), await openTestStore(url)];
    await first.close();
    await second.records(note).put('a', 'kept');
    expect(await second.records(note).get('a')).toBe('kept');
  });

  it('lets several processes write the same records side by side, each write whole', { timeout: 60_000 }, async () => {
    const url = await (await server()).newUrl();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openTestStore(url)));
    const keys = Array.from({ length: 50 }, (_, index) => `${index}`);
    await Promise.all(
      stores.flatMap((store, writer) =>
        Array.from({ length: 20 }, async (_, turn) => {
          const own = turn % 2 === 0 ? keys : [...keys].reverse();
          await store.write(own.map((key) => store.records(note).putting(key, `${writer}/${turn}`)));
        }),
      ),
    );
    expect(new Set((await stores[0]?.records(note).getMany(keys))?.values()).size).toBe(1);
  });
});

describe.skipIf(redisProgram() === undefined)('a Redis', () => {
  it('that throws away what it keeps when it is full is refused', async () => {
    const server = await startRedis(['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru']);
    onTestFinished(() => server.remove());
    expect(await complaint(await server.newUrl())).toContain('allkeys-lru); set noeviction');
  });

  it('of a database it has not is an error', async () => {
    const server = await startRedis();
    onTestFinished(() => server.remove());
    expect(await complaint(`redis://127.0.0.1:${server.port}/99999`)).toMatch(
      /DB index is out of range\. Take a smaller/,
    );
  });

  it('that only follows another is refused', async () => {
    const [first, second] = [await startRedis(), await startRedis()];
    onTestFinished(async () => void (await Promise.all([first.remove(), second.remove()])));
    await askRedis(second.port, ['REPLICAOF', '127.0.0.1', `${first.port}`]);
    expect(await complaint(await second.newUrl())).toContain(
      'read-only (a replica). STORE_URL must lead to the primary',
    );
  });

  it('that has become a replica is left for whoever its address leads to now, and every write is there', {
    timeout: 60_000,
  }, async () => {
    const [first, second] = [await startRedis(), await startRedis()];
    let leadsTo = first.port;
    const sockets = new Set<Socket>();
    const address = createServer((near) => {
      const far = connect(leadsTo, '127.0.0.1');
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    }).listen(0, '127.0.0.1');
    await once(address, 'listening');
    onTestFinished(async () => {
      for (const socket of sockets) socket.destroy();
      address.close();
      await Promise.all([first.remove(), second.remove()]);
    });
    await askRedis(second.port, ['REPLICAOF', '127.0.0.1', `${first.port}`]);
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    const url = `redis://127.0.0.1:${(address.address() as AddressInfo).port}/0`;
    const store = await openStore({ url, log, machineClock });
    onTestFinished(() => store.close());
    const under = store.under([await store.leases.acquire('shard-0', holder)]);
    await under.records(note).put('a', 'before');
    const following = async () => String(await askRedis(second.port, ['INFO', 'replication']));
    await expect.poll(following, { timeout: 20_000 }).toMatch(/master_link_status:up/);
    await expect.poll(async () => await askRedis(second.port, ['GET', '{clematis}:note:a'])).not.toBeNull();

    await askRedis(second.port, ['REPLICAOF', 'NO', 'ONE']);
    await askRedis(second.port, ['CONFIG', 'SET', 'appendonly', 'no']);
    leadsTo = second.port;
    await askRedis(first.port, ['REPLICAOF', '127.0.0.1', `${second.port}`]);
    await under.records(note).put('a', 'after');
    expect(await under.records(note).get('a')).toBe('after');
    expect(String(await askRedis(second.port, ['GET', '{clematis}:note:a']))).toContain('after');
    await expect.poll(() => lines.join('\n')).toContain('Set appendonly yes');
  });

  it('whose user may not run scripts on the store’s keys is refused, with what to give them', async () => {
    const server = await startRedis();
    onTestFinished(() => server.remove());
    await askRedis(server.port, ['ACL', 'SETUSER', 'guest', 'on', '>hunter2', '~other:*', '+@all']);
    expect(await complaint(`redis://guest:hunter2@127.0.0.1:${server.port}/0`)).toMatch(/NOPERM.*ACL SETUSER/);
  });

  it('that keeps nothing on disk is warned of in the log', async () => {
    const server = await startRedis(['--appendonly', 'no']);
    onTestFinished(() => server.remove());
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    await (await openStore({ url: await server.newUrl(), log, machineClock })).close();
    expect(lines.join('\n')).toContain('Set appendonly yes');
  });

  it('that would evict records, and has no memory limit yet, is warned of in the log', async () => {
    const server = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
    onTestFinished(() => server.remove());
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    await (await openStore({ url: await server.newUrl(), log, machineClock })).close();
    expect(lines.join('\n')).toContain('Set noeviction');
  });

  it('that is full makes a write an error, writes none of it, loses nothing, and heals', async () => {
    const server = await startRedis();
    onTestFinished(() => server.remove());
    const store = await openTestStore(await server.newUrl(), machineClock);
    const under = store.under([await store.leases.acquire('shard-0', holder)]);
    await under.records(note).put('a', 'before');
    await askRedis(server.port, ['CONFIG', 'SET', 'maxmemory', '1mb']);
    await expect(
      under.write([under.records(note).putting('a', 'refused'), under.records(note).putting('b', 'x'.repeat(100_000))]),
    ).rejects.toThrow('OOM');
    expect(await under.records(note).get('a')).toBe('before');
    await askRedis(server.port, ['CONFIG', 'SET', 'maxmemory', '0']);
    await under.records(note).put('a', 'after');
    expect(await under.records(note).get('a')).toBe('after');
  });

  it('may keep other things beside the store: they are in none of its pages', async () => {
    const server = await startRedis();
    onTestFinished(() => server.remove());
    const store = await openTestStore(await server.newUrl());
    await askRedis(server.port, ['SET', 'note:a', 'somebody else’s']);
    await store.records(note).put('b', 'ours');
    const rows = [];
    for await (const page of store.pages()) rows.push(...page.map(({ storedKey }) => storedKey));
    expect(rows).toEqual(['note:b']);
  });
});
