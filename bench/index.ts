import { parseArgs } from 'node:util';
import { benchFeeds } from './feeds.ts';
import { benchPicture } from './picture.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store.ts';

/** One table of measurements, each taken side by side with what it is compared to, in one run. */
interface Bench {
  readonly name: string;
  readonly about: string;
  run(): Promise<unknown>;
}

const benches: readonly Bench[] = [
  { name: 'store', about: 'the store beside @keyv/sqlite as it comes', run: () => benchStore({ rounds: 3 }) },
  {
    name: 'picture',
    about: 'a bracket drawn, beside @napi-rs/canvas drawing a scene of the same size',
    run: () => benchPicture({ rounds: 3 }),
  },
  { name: 'feeds', about: 'documents of feeds, beside feedsmith alone', run: () => benchFeeds({ rounds: 7 }) },
  {
    name: 'start',
    about: 'a start with an open poll in each of 2,499 servers (a shard holds 2,500), 50 ms an answer',
    run: () => benchStart({ servers: 2_499 }),
  },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const chosen = positionals.length === 0 ? benches : benches.filter(({ name }) => positionals.includes(name));

if (chosen.length === 0 || chosen.length < positionals.length) {
  const list = benches.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n');
  console.error(`npm run bench [-- NAME] [--json]\n${list}`);
  process.exitCode = 2;
} else {
  const found: Record<string, unknown> = {};
  for (const { name, about, run } of chosen) {
    found[name] = await run();
    if (values.json) continue;
    console.log(`${name}: ${about}`);
    console.table(JSON.parse(JSON.stringify(found[name], rounded)));
  }
  if (values.json) console.log(JSON.stringify(found));
}

/** Three figures: what lies behind them changes from run to run. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
