import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { benchFeeds } from './feeds.ts';
import { benchGrowth } from './growth.ts';
import { benchHolds } from './holds.ts';
import { benchMonths } from './months.ts';
import { benchPicture } from './picture.ts';
import { benchProfiles } from './profiles.ts';
import type { Row, TakenRow } from './rig/figures.ts';
import { announcementRows } from './rows/announcements.ts';
import { answerRows } from './rows/answers.ts';
import { pictureRows } from './rows/pictures.ts';
import { keptStartRows, startRows } from './rows/starts.ts';
import { awayRow, burstRows, pressRow } from './rows/votes.ts';
import { benchScaling } from './scaling.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store.ts';
import { benchWakes } from './wakes.ts';

/** Rows that are measured together, since they share a bot, its counterpart and their prepared data. */
interface Group {
  readonly rows: readonly string[];
  /** `small`: just enough to see that the measurement works; its figures mean nothing. */
  take(small: boolean): Promise<readonly Row[]>;
}

const groups: readonly Group[] = [
  {
    rows: ['answer-p50', 'answer-cpu', 'answer-rate', 'autocomplete-cpu'],
    take: (small) =>
      answerRows(
        small ? { rounds: 1, alone: 10, sixteen: 32, atOnce: 32 } : { rounds: 9, alone: 60, sixteen: 320, atOnce: 256 },
      ),
  },
  {
    rows: ['vote-press'],
    take: (small) => pressRow(small ? { rounds: 1, presses: 10 } : { rounds: 9, presses: 60 }),
  },
  {
    rows: ['vote-burst', 'loop-delay', 'redraws'],
    take: (small) => burstRows(small ? { rounds: 1, voters: 500 } : { rounds: 3, voters: 10_000 }),
  },
  {
    rows: ['away-burst'],
    take: (small) => awayRow(small ? { rounds: 1, voters: 300 } : { rounds: 3, voters: 4_000 }),
  },
  {
    rows: ['picture', 'picture-again'],
    take: (small) => pictureRows(small ? { rounds: 1, alone: 5 } : { rounds: 5, alone: 30 }),
  },
  {
    rows: ['start-1', 'memory-1'],
    take: (small) => startRows({ rounds: small ? 1 : 5, servers: 1 }),
  },
  {
    rows: ['start-2500', 'memory-2500'],
    take: (small) => startRows({ rounds: small ? 1 : 3, servers: 2_500 }),
  },
  {
    rows: ['start-full'],
    take: (small) =>
      keptStartRows(small ? { rounds: 1, polls: 100, votes: 1_000 } : { rounds: 5, polls: 10_000, votes: 100_000 }),
  },
  {
    rows: ['fan-out', 'feed-requests'],
    take: (small) => announcementRows(small ? { subscriptions: 50, hours: 1 } : { subscriptions: 500, hours: 6 }),
  },
];

/** Measurements with tables of their own: one part of the bot beside the library it is built on. */
const parts: Readonly<Record<string, { readonly about: string; run(small: boolean): Promise<unknown> }>> = {
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
  profiles: {
    about: 'where the time of the built bot goes, in per cent of the time it was busy (docs/performance.md)',
    run: (small) => benchProfiles({ times: small ? 200 : 2_000 }),
  },
  growth: {
    about: 'what one thing costs as another grows, without network and disk (docs/performance.md)',
    run: (small) =>
      benchGrowth(
        small
          ? { votes: [10, 100], polls: [10, 100], servers: [10, 100] }
          : { votes: [100, 1_000, 10_000, 100_000], polls: [10, 100, 1_000, 10_000], servers: [10, 100, 1_000] },
        ({ per, growsWith }) => say(`… ${per}, by ${growsWith}`),
      ),
  },
  holds: {
    about:
      'what one can ask of a server with much kept: its answer, and the longest that the event loop was held, in ms',
    run: (small) => benchHolds(small ? { polls: 100, voters: 100 } : { polls: 10_000, voters: 100_000 }),
  },
  months: {
    about: 'what the built bot holds after months of members who come and go, polls, brackets and entries',
    run: (small) => benchMonths(small ? { months: 2, members: 2, polls: 1 } : { months: 24, members: 20, polls: 4 }),
  },
  wakes: {
    about: 'what one wake of the bot costs, by how many servers it has',
    run: () => benchWakes({ sizes: [10, 100, 1_000, 10_000] }),
  },
};

const RESULTS = 'bench/results/latest.json';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
});
const say = (text: string) => values.json || console.log(text);
const known = [...groups.flatMap(({ rows }) => rows), ...Object.keys(parts)];

if (positionals.some((name) => !known.includes(name))) {
  console.error(`npm run bench [-- NAME…] [--json] [--small]\nNames: ${known.join(', ')}`);
  process.exitCode = 2;
} else {
  await takeParts(positionals);
  await takeRows(positionals);
}

/** Only the parts that were named on the command line: no goal depends on them. */
async function takeParts(named: readonly string[]): Promise<void> {
  for (const name of named) {
    const part = parts[name];
    if (part === undefined) continue;
    const found = await part.run(values.small);
    say(`${name}: ${part.about}`);
    if (values.json) console.log(JSON.stringify({ [name]: found }));
    else console.table(JSON.parse(JSON.stringify(found, rounded)));
  }
}

async function takeRows(named: readonly string[]): Promise<void> {
  const wanted = groups.filter(({ rows }) => named.length === 0 || rows.some((row) => named.includes(row)));
  if (wanted.length === 0) return;
  const rows: TakenRow[] = [];
  for (const group of wanted) {
    say(`… ${group.rows.join(', ')}`);
    const taken = await takeGroup(group);
    rows.push(...taken);
    for (const row of taken) say(lineOf(row));
  }
  const result: Result = { machine: machine(), versions: versions(), commit: commit(), rows };
  if (rows.some(({ held }) => !held)) process.exitCode = 1;
  if (!values.small) keep(named.length === 0 ? result : beside(result));
  if (values.json) console.log(JSON.stringify(result, rounded));
}

/** A group that fails says why in its rows; the others are measured all the same. */
async function takeGroup(group: Group): Promise<readonly TakenRow[]> {
  try {
    return await group.take(values.small);
  } catch (error) {
    // Only the first line of the message: the rest may hold paths of this machine.
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
    return group.rows.map((name) => ({ name, held: false, reason }));
  }
}

interface Result {
  readonly machine: Record<string, unknown>;
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string | undefined;
  readonly rows: readonly TakenRow[];
}

/** Rows measured in several runs on the same commit are merged into one result. */
function beside(result: Result): Result {
  if (!existsSync(RESULTS)) return result;
  const before = JSON.parse(readFileSync(RESULTS, 'utf8')) as Result;
  if (before.commit !== result.commit) return result;
  const all = new Map([...before.rows, ...result.rows].map((row) => [row.name, row]));
  const order = groups.flatMap(({ rows }) => rows);
  return { ...result, rows: order.flatMap((name) => all.get(name) ?? []) };
}

function keep(result: Result): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(result, rounded, 2)}\n`);
}

function lineOf(row: TakenRow): string {
  if ('reason' in row) return `✘ ${row.name.padEnd(18)} ${row.reason}`;
  const { name, unit, ours, theirs, ratio, goal, held } = row;
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

function versions(): Readonly<Record<string, string>> {
  const of = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { readonly version: string }).version;
  return { node: process.versions.node, 'discord.js': of('discord.js'), sqlite3: of('sqlite3') };
}

/** Three significant digits: further ones differ from run to run. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
