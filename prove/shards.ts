import { setTimeout as sleep } from 'node:timers/promises';
import { startScene } from 'local-discord/testkit';
import { createSeededChance } from '../src/util/chance.ts';
import { type BuiltBot, startBuiltBot } from '../testkit/bot/built-bot.ts';
import { startFeedServer } from '../testkit/network/feed-server.ts';
import { startPostgres } from '../testkit/stores/postgres-server.ts';
import { startRedis } from '../testkit/stores/redis-server.ts';
import type { StoreServer } from '../testkit/stores/server-process.ts';
import { openManyServers } from './shards/many-servers.ts';
import type { Trial } from './trial.ts';

const SERVERS = 500;
const SHARDS = 4;
/** The shards of each process. */
const PROCESSES = ['0-1', '2-3'] as const;
const KILLS = 30;
const BETWEEN_KILLS_MS = 10_000;
const STORE_RESTARTS = 2;
const ENTRY_EVERY_MS = 15_000;
const VOTES_A_SECOND = 8;
/** From the last kill until nothing is owed any more, in ms. */
const SETTLED_WITHIN_MS = 240_000;

const STORES = [
  { name: 'postgres', start: startPostgres },
  { name: 'redis', start: startRedis },
] as const;

/**
 * Two processes with two shards each. One of them is killed again and again, and so is the server of the store in
 * between.
 */
export const shards: Trial = {
  name: 'shards',
  about:
    'two processes, four shards, 500 servers on PostgreSQL, then on Redis; kills every ten seconds (--runs N: how many)',
  async run({ seed, count = KILLS, progress }) {
    const failures: string[] = [];
    const figures: Record<string, number | string> = {};
    for (const store of STORES) {
      const found = await live(await store.start(), {
        seed,
        kills: count,
        progress: (sentence) => progress(`${store.name}: ${sentence}`),
      });
      failures.push(...found.failures.map((failure) => `${store.name}: ${failure}`));
      for (const [name, value] of Object.entries(found.figures)) figures[`${store.name} ${name}`] = value;
    }
    return { held: failures.length === 0, trials: count * STORES.length, failures: failures.slice(0, 20), figures };
  },
};

async function live(
  server: StoreServer,
  { seed, kills, progress }: { seed: number; kills: number; progress: (sentence: string) => void },
): Promise<{ failures: readonly string[]; figures: Record<string, number> }> {
  const chance = createSeededChance(seed);
  // Discord would let a bot with four shards begin one session every five seconds: a process killed every ten seconds
  // would never be ready.
  const scene = await startScene({ sessionStarts: { maxConcurrency: SHARDS } });
  const feed = await startFeedServer();
  const url = await server.newUrl();
  const begin = (which: number): BuiltBot =>
    startBuiltBot(
      {
        DISCORD_TOKEN: scene.application.botToken,
        DISCORD_API_URL: scene.discord.api,
        STORE_URL: url,
        CLEMATIS_SHARDS: PROCESSES[which] ?? '',
        CLEMATIS_SHARD_COUNT: `${SHARDS}`,
        FEED_ALLOW_PRIVATE: 'true',
        FEED_INTERVAL_SECONDS: '5',
        LOG_LEVEL: 'info',
      },
      { deadlineMs: 120_000 },
    );
  const bots = PROCESSES.map((_, which) => begin(which));
  let world: Awaited<ReturnType<typeof openManyServers>> | undefined;
  const timers: NodeJS.Timeout[] = [];
  const failures: string[] = [];
  try {
    await Promise.all(bots.map((bot) => bot.ready()));
    world = await openManyServers({ scene, feed, servers: SERVERS, chance, progress });
    const { vote, press, publish } = world;
    timers.push(
      setInterval(vote, 1_000 / VOTES_A_SECOND),
      setInterval(press, 500),
      setInterval(publish, ENTRY_EVERY_MS),
    );
    const readyMs: number[] = [];
    const restartAfter = Array.from({ length: STORE_RESTARTS }, (_, n) => Math.round(((n + 1) * kills) / 3));
    for (let kill = 1; kill <= kills; kill += 1) {
      const which = kill % bots.length;
      await bots[which]?.end('SIGKILL');
      const beganMs = performance.now();
      const bot = begin(which);
      bots[which] = bot;
      bot.ready().then(
        () => readyMs.push(performance.now() - beganMs),
        () => {},
      );
      if (restartAfter.includes(kill)) {
        await server.kill();
        await server.start();
        progress('the store was killed and is back');
      }
      await sleep(BETWEEN_KILLS_MS - Math.min(BETWEEN_KILLS_MS, performance.now() - beganMs));
      if (kill % 6 === 0) progress(`${kill} kills, ${JSON.stringify(world.figures())}`);
    }
    for (const timer of timers) clearInterval(timer);
    const endMs = performance.now();
    await Promise.race([world.pressed(), sleep(SETTLED_WITHIN_MS)]);
    let owed = world.faults();
    while (owed.missing.length > 0 && performance.now() - endMs < SETTLED_WITHIN_MS) {
      await sleep(1_000);
      owed = world.faults();
    }
    const settledSeconds = Math.round((performance.now() - endMs) / 100) / 10;
    failures.push(...owed.doubled, ...owed.missing);
    progress(`settled ${settledSeconds} s after the last kill, ${JSON.stringify(world.figures())}`);
    const refused = scene.discord.traffic.filter(({ status }) => status === 429).length;
    return {
      failures,
      figures: {
        servers: SERVERS,
        kills,
        ...world.figures(),
        settledSeconds,
        medianReadySeconds: Math.round((readyMs.sort((a, b) => a - b)[readyMs.length >> 1] ?? 0) / 100) / 10,
        sessions: scene.discord.sessionStarts(),
        requests: scene.discord.traffic.length,
        refused,
      },
    };
  } finally {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    await world?.close();
    await feed.close();
    await scene.discord.close();
    await server.remove();
  }
}
