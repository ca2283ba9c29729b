// Runs the built store, since Node 20 does not run TypeScript: `npm test` builds first.
// argv: the store's URL, who holds, the ttl in ms, and after how many looks to release and start again (0 = never).
// Prints JSON lines: { took }, { holding } at each look (times in ms), { lost }, { released }, and the store's log.
// A line on the standard input releases and ends it.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../../dist/src/storage/index.js';
import { createSystemClock } from '../../../dist/src/util/clock.js';
import { createLog } from '../../../dist/src/util/log.js';

const [, , url, holder, ttl, looks] = process.argv;
const log = createLog({ level: 'info', format: 'json' });
const store = await openStore({ url, log, machineClock: createSystemClock() });
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const told = new AbortController();
once(process.stdin, 'data').then(() => told.abort());

while (!told.signal.aborted) {
  const lease = await store.leases.acquire('shard-0', { holder, ttlMs: Number(ttl), signal: told.signal });
  say({ took: Date.now() });
  lease.signal.addEventListener('abort', () => say({ lost: lease.signal.reason.message }));
  for (let look = 1; lease.holds() && !told.signal.aborted && look !== Number(looks); look += 1) {
    const at = Date.now();
    if (lease.holds()) say({ holding: at });
    await sleep(2);
  }
  await lease.release();
  say({ released: Date.now() });
}
await store.close();
process.exit();
