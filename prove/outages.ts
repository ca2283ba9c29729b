import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Scene, startScene } from 'local-discord/testkit';
import { type Chance, createSeededChance } from '../src/util/chance.ts';
import { type BuiltBot, startBuiltBot } from '../testkit/bot/built-bot.ts';
import { type FeedServer, startFeedServer } from '../testkit/network/feed-server.ts';
import { type Relay, startRelay } from '../testkit/network/relay.ts';
import { CHOICES, faultsOf, furnish, openServer, publish, react, type TrialServer, vote } from './outages/servers.ts';
import { type Place, type Trouble, troubles } from './outages/troubles.ts';
import type { Trial } from './trial.ts';

const SERVERS = 4;
/** The troubles that one bot lives through; then a new one starts with an empty store. */
const RUNS_OF_ONE = 10;
/** Servers that are not hit must be served at most this much later than without troubles (the median). */
const LATER_MS = 2_000;
/**
 * From the end of a trouble until everything must be right again; where the stage moves the bot's clock, it is moved
 * past every pause.
 */
const HEAL_WITHIN_MS = 60_000;
/** More than an hour: the longest pause that Discord asks for here, and the longest that the bot makes by itself. */
const PAST_EVERY_PAUSE_SECONDS = 3_700;

export const outages: Trial = {
  name: 'outages',
  about:
    'the bot as a process, with one trouble after the other, watched from outside: who is not hit is served as ever',
  async run({ seed, count = 200, progress }) {
    const failures: string[] = [];
    const chance = createSeededChance(seed);
    const times: Times = { press: [], news: [] };
    const calm: Times = { press: [], news: [] };
    let runs = 0;
    for (let stages = 0; runs < count; stages += 1) {
      // A process that is started anew does not know of a clock that was moved: a stage either moves the clock or
      // restarts processes.
      const moving = stages % 2 === 0;
      const possible = troubles.filter(({ hits, restarts }) =>
        moving ? restarts !== true : restarts === true || hits === 'process',
      );
      const stage = await openStage(chance);
      try {
        for (const server of stage.servers) calm.press.push(await timePress(server, chance));
        for (const server of stage.servers) calm.news.push(await timeNews(stage, server));
        for (let n = 0; n < RUNS_OF_ONE && runs < count; n += 1) {
          runs += 1;
          const trouble = pick(possible, chance);
          const beganMs = Date.now();
          const found = await live(stage, trouble, moving, { chance, times, calm }).catch((error: unknown) => [
            error instanceof Error ? (error.stack ?? error.message) : String(error),
            ...stage.lastWords(),
          ]);
          failures.push(...found.map((fault) => `run ${runs}, ${trouble.name}: ${fault}`));
          const seconds = Math.round((Date.now() - beganMs) / 100) / 10;
          progress([`${runs}: ${trouble.name}, ${seconds} s`, ...found].join('\n   ✗ '));
          // After a fault the cause of further ones is unclear: the next troubles get a new stage.
          if (found.length > 0) break;
        }
      } finally {
        await stage.close();
      }
    }
    const figures = {
      pressCalmMs: median(calm.press),
      pressMs: median(times.press),
      longestPressMs: Math.max(0, ...times.press),
      newsCalmMs: median(calm.news),
      newsMs: median(times.news),
      longestNewsMs: Math.max(0, ...times.news),
    };
    return { held: failures.length === 0, trials: runs, failures: failures.slice(0, 20), figures };
  },
};

interface Times {
  readonly press: number[];
  readonly news: number[];
}

interface Stage extends Place {
  /** Starts another process, and does not wait until it is ready. */
  begin(): BuiltBot;
  readonly servers: readonly TrialServer[];
  /** What the bot that was started last wrote to standard error. */
  lastWords(): string[];
  close(): Promise<void>;
}

let entries = 0;

async function openStage(chance: Chance): Promise<Stage> {
  const { folder, onSmallDisk, remove } = await makeFolder();
  const scene: Scene = await startScene();
  const relay: Relay = await startRelay(scene.discord.url);
  const feed: FeedServer = await startFeedServer();
  const servers: TrialServer[] = [];
  for (let number = 0; number < SERVERS; number += 1) servers.push(await openServer(scene, feed, number));
  const bots: BuiltBot[] = [];
  const alive = () => bots.filter((bot) => !over.has(bot));
  const over = new Set<BuiltBot>();
  const machine = await fakeMachine();
  // In half of the stages the clock of the machine is wrong from the beginning.
  if (chance.fraction() < 0.5) machine.setClock(Math.round((chance.fraction() - 0.5) * 7_200));
  const stage: Stage = {
    ...{ scene, relay, feed, folder, onSmallDisk, chance, servers, setClock: machine.setClock },
    bot: () => alive().at(-1) ?? never(),
    begin() {
      const bot = startBuiltBot(
        {
          DISCORD_TOKEN: scene.application.botToken,
          DISCORD_API_URL: relay.api,
          STORE_URL: `sqlite://${join(folder, 'c.sqlite')}`,
          FEED_ALLOW_PRIVATE: 'true',
          FEED_INTERVAL_SECONDS: '1',
          LOG_LEVEL: 'info',
          ...machine.environment,
        },
        // A machine with much to do starts it slowly, and a trial that gives up on it ends with all that was found.
        { deadlineMs: 120_000 },
      );
      bots.push(bot);
      void bot.ended.then(() => over.add(bot));
      return bot;
    },
    async start() {
      const bot = stage.begin();
      await bot.ready();
      return bot;
    },
    lastWords: () =>
      bots.slice(-1).flatMap((bot) => [bot.complaints(), ...bot.log.slice(-6).map((line) => JSON.stringify(line))]),
    async close() {
      for (const bot of alive()) bot.signal('SIGCONT');
      await Promise.all(alive().map((bot) => bot.end('SIGKILL')));
      for (const { mod, fans } of servers) await Promise.all([mod, ...fans].map((person) => person.close()));
      await feed.close();
      await relay.close();
      await scene.discord.close();
      await remove();
      await machine.remove();
    },
  };
  await stage.start();
  for (const server of servers) await furnish(server, feed);
  return stage;
}

/** Runs one trouble, from before it begins until everything is right again. Resolves with the faults. */
async function live(
  stage: Stage,
  trouble: Trouble,
  moving: boolean,
  { chance, times, calm }: { chance: Chance; times: Times; calm: Times },
): Promise<string[]> {
  const { servers } = stage;
  const victim = pick(servers, chance);
  const others = servers.filter((server) => server !== victim);
  for (const server of servers) await vote(server, server.fans[0], pick(CHOICES, chance));

  const end = await trouble.begin(stage, victim);
  const faults: string[] = [];
  entries += 1;
  publish(victim, stage.feed, entries);
  // `publish` has set a sound answer of the feed: a trouble of the feed is begun again.
  if (trouble.endsWithAnEntry === true) await trouble.begin(stage, victim);
  await react(victim, victim.fans[1], pick(CHOICES, chance));
  if (trouble.hits === 'server')
    faults.push(...(await othersAreServed(stage, others, moving, { chance, times, calm })));
  else for (const server of others) await react(server, server.fans[1], pick(CHOICES, chance));
  await end();
  publishAgain(stage, victim);

  const deadlineMs = Date.now() + HEAL_WITHIN_MS;
  // Until the bot answers again, a check could pass by chance, since nothing happens at all.
  await answers(pick(others, chance), deadlineMs);
  return [...faults, ...(await faultsAtDeadline(stage, victim, moving, deadlineMs))];
}

/**
 * Times a press in every other server, and an announcement in one, while one server is in trouble. Resolves with what
 * took too long.
 */
async function othersAreServed(
  stage: Stage,
  others: readonly TrialServer[],
  moving: boolean,
  { chance, times, calm }: { chance: Chance; times: Times; calm: Times },
): Promise<string[]> {
  const faults: string[] = [];
  for (const server of others) {
    const ms = await timePress(server, chance);
    times.press.push(ms);
    if (ms > median(calm.press) + LATER_MS) faults.push(`a press in another server took ${ms} ms`);
  }
  const other = pick(others, chance);
  // A channel gets five posts a minute in any case: a sixth would wait, which says nothing about the trouble.
  if (!moving && postsOfLastMinute(other) >= 5) return faults;
  const ms = await timeNews(stage, other);
  times.news.push(ms);
  if (ms > median(calm.news) + LATER_MS) faults.push(`news in another server took ${ms} ms`);
  return faults;
}

/** Waits until everything is right. Resolves with what is still wrong at the deadline. */
async function faultsAtDeadline(
  stage: Stage,
  victim: TrialServer,
  moving: boolean,
  deadlineMs: number,
): Promise<string[]> {
  let wrong: string[] = [];
  while (Date.now() < deadlineMs) {
    if (moving) await stage.bot().advanceClock(PAST_EVERY_PAUSE_SECONDS);
    await new Promise((resolve) => setTimeout(resolve, 400));
    wrong = stage.servers.flatMap((server, number) =>
      faultsOf(stage.scene, server).map((fault) => `server ${number}${server === victim ? ' (hit)' : ''}: ${fault}`),
    );
    if (wrong.length === 0) break;
  }
  return wrong;
}

function postsOfLastMinute({ entries: listed }: TrialServer): number {
  return listed.filter(({ published = '' }) => Date.parse(published) > Date.now() - 60_000).length;
}

/** Waits until the bot answers a press. */
async function answers(server: TrialServer, deadlineMs: number): Promise<void> {
  for (;;) {
    try {
      await server.mod.command(server.predictions, 'help');
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
    }
  }
}

/** Publishes one more entry, which also makes the feed's answer sound again. */
function publishAgain(stage: Stage, victim: TrialServer): void {
  entries += 1;
  publish(victim, stage.feed, entries);
}

async function timePress(server: TrialServer, chance: Chance): Promise<number> {
  const beganMs = performance.now();
  await vote(server, server.fans[2], pick(CHOICES, chance));
  return Math.round(performance.now() - beganMs);
}

async function timeNews(stage: Stage, server: TrialServer): Promise<number> {
  const beganMs = performance.now();
  entries += 1;
  const title = publish(server, stage.feed, entries);
  await server.mod.waitForMessage(server.news, ({ content }) => content.includes(title));
  return Math.round(performance.now() - beganMs);
}

/** A folder on a 16 MB disk where this process may mount one, so that it can be filled up. */
async function makeFolder(): Promise<{ folder: string; onSmallDisk: boolean; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-outages-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    return {
      folder,
      onSmallDisk: true,
      async remove() {
        execFileSync('umount', ['-l', folder]);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch {
    return { folder, onSmallDisk: false, remove: () => rm(folder, { recursive: true, force: true }) };
  }
}

/**
 * Where Debian has libfaketime, by which the clock of a machine can be set while a process runs, without touching its
 * monotonic clock.
 */
const FAKETIME = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find((path) => existsSync(path));

async function fakeMachine(): Promise<{
  environment: Record<string, string>;
  setClock: (offSeconds: number) => void;
  remove: () => Promise<void>;
}> {
  if (FAKETIME === undefined) return { environment: {}, setClock: () => {}, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'clematis-clock-'));
  const file = join(folder, 'off');
  const setClock = (offSeconds: number) => {
    // Written as a whole: half of a number would be another offset.
    writeFileSync(`${file}.new`, `${offSeconds < 0 ? '' : '+'}${offSeconds}s`);
    renameSync(`${file}.new`, file);
  };
  setClock(0);
  return {
    environment: {
      LD_PRELOAD: FAKETIME,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    setClock,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance.fraction() * from.length)] as T;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function never(): never {
  throw new Error('No bot is alive');
}
