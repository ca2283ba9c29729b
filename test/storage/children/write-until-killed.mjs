// Runs the built store, since Node 20 does not run TypeScript: `npm test` builds first.
// argv: the store's URL. Prints one line for each acknowledged write and never ends by itself.
import { z } from 'zod';
import { defineRecord, openStore } from '../../../dist/src/storage/index.js';
import { createSystemClock } from '../../../dist/src/util/clock.js';
import { createLog } from '../../../dist/src/util/log.js';

const LANES = 8;
const BATCH = 50;

const count = defineRecord({ name: 'count', version: 1, schema: z.int() });
const log = createLog({ level: 'silent', format: 'json' });
const store = await openStore({ url: process.argv[2], log, machineClock: createSystemClock() });
const counts = store.records(count);

async function writeBatches(lane) {
  const keys = Array.from({ length: BATCH }, (_, index) => `batch/${lane}/${index}`);
  for (let turn = ((await counts.get(`batch/${lane}/0`)) ?? 0) + 1; ; turn += 1) {
    const puts = [...keys, `trail/${lane}/${turn}`].map((key) => counts.putting(key, turn));
    await store.write([...puts, counts.removing(`trail/${lane}/${turn - 1}`)]);
    process.stdout.write(`batch ${lane} ${turn}\n`);
  }
}

async function writeSingles(lane) {
  for (let turn = Number(process.argv[3]); ; turn += 1) {
    await counts.put(`single/${lane}/${turn}`, turn);
    process.stdout.write(`single ${lane} ${turn}\n`);
  }
}

await Promise.all(Array.from({ length: LANES }, (_, lane) => Promise.all([writeBatches(lane), writeSingles(lane)])));
