import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchFeeds } from './feeds.ts';
import { benchPicture } from './picture.ts';
import type { Row } from './rig/figures.ts';
import { answerRows } from './rows/answers.ts';
import { pictureRows } from './rows/pictures.ts';
import { startRows } from './rows/starts.ts';
import { voteRows } from './rows/votes.ts';
import { benchScaling } from './scaling.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store.ts';
import { benchWakes } from './wakes.ts';

/** Rows that are taken together, since they share a bot, its counterpart and what was prepared for them. */
interface Group {
  readonly rows: readonly string[];
  take(): Promise<readonly Row[]>;
}

const groups: readonly Group[] = [
  {
    rows: ['answer-p50', 'answer-cpu', 'answer-rate', 'autocomplete-cpu'],
    take: () => answerRows({ rounds: 9, alone: 60, sixteen: 320, atOnce: 256 }),
  },
  {
    rows: ['vote-press', 'vote-burst', 'loop-delay', 'redraws'],
    take: () => voteRows({ rounds: 7, presses: 60, burstRounds: 3, voters: 10_000 }),
  },
  {
    rows: ['picture', 'picture-again'],
    take: () => pictureRows({ rounds: 5, alone: 30 }),
  },
  {
    rows: ['start-1', 'memory-1', 'start-2500', 'memory-2500'],
    take: () => startRows({ rounds: 3, servers: 2_500 }),
  },
];

/** Tables of their own, about one part beside what it is built on. */
const parts: Readonly<Record<string, { readonly about: string; run(): Promise<unknown> }>> = {
  store: { about: 'the store beside @keyv/sqlite as it comes', run: () => benchStore({ rounds: 3 }) },
  bracket: {
    about: 'a bracket drawn, beside @napi-rs/canvas drawing a scene of the same size',
    run: () => benchPicture({ rounds: 3 }),
  },
  feeds: { about: 'documents of feeds, beside feedsmith alone', run: () => benchFeeds({ rounds: 7 }) },
  start: {
    about: 'a start with an open poll in each of 2,499 servers (a shard holds 2,500), 50 ms an answer',
    run: () => benchStart({ servers: 2_499 }),
  },
  scaling: {
    about: 'what servers cost, measured from 10 to 10,000, and what the fitted model says of more (docs/scaling.md)',
    run: () => benchScaling({ measured: [10, 100, 1_000, 10_000], computed: [100, 2_500, 100_000] }),
  },
  wakes: {
    about: 'what one wake of the bot costs, by how many servers it has',
    run: () => benchWakes({ sizes: [10, 100, 1_000, 10_000] }),
  },
};

const RESULTS = 'bench/results';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const say = (text: string) => values.json || console.log(text);
const known = [...groups.flatMap(({ rows }) => rows), ...Object.keys(parts)];

if (positionals.some((name) => !known.includes(name))) {
  console.error(`npm run bench [-- NAME…] [--json]\nNames: ${known.join(', ')}`);
  process.exitCode = 2;
} else {
  await takeParts(positionals);
  await takeRows(positionals);
}

/** Only those that were named: what they compare is no goal of the whole. */
async function takeParts(named: readonly string[]): Promise<void> {
  for (const name of named) {
    const part = parts[name];
    if (part === undefined) continue;
    const found = await part.run();
    say(`${name}: ${part.about}`);
    if (values.json) console.log(JSON.stringify({ [name]: found }));
    else console.table(JSON.parse(JSON.stringify(found, rounded)));
  }
}

async function takeRows(named: readonly string[]): Promise<void> {
  const wanted = groups.filter(({ rows }) => named.length === 0 || rows.some((row) => named.includes(row)));
  if (wanted.length === 0) return;
  const rows: Row[] = [];
  for (const group of wanted) {
    say(`… ${group.rows.join(', ')}`);
    const taken = await group.take();
    rows.push(...taken);
    for (const row of taken) say(lineOf(row));
  }
  const result = { machine: machine(), versions: process.versions.node, commit: commit(), rows };
  if (named.length === 0) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(`${RESULTS}/latest.json`, `${JSON.stringify(result, rounded, 2)}\n`);
  }
  if (values.json) console.log(JSON.stringify(result));
}

function lineOf({ name, unit, ours, theirs, ratio, goal, held }: Row): string {
  const spread = ({ median, least, most }: Row['ours']) => `${short(median)} (${short(least)}–${short(most)})`;
  const wish = 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
  return `${held ? '✔' : '✘'} ${name.padEnd(18)} ${short(ratio).padEnd(6)} ${wish.padEnd(8)} ours ${spread(ours)}, theirs ${spread(theirs)} ${unit}`;
}

function machine(): Record<string, unknown> {
  const [cpu] = cpus();
  return { cpu: cpu?.model, cores: cpus().length, memoryMiB: Math.round(totalmem() / 2 ** 20), os: process.platform };
}

function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Three figures: what lies behind them changes from run to run. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
