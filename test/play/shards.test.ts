import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { shardOf } from '../../src/services/shards.ts';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { textOf } from '../../testkit/bot/evening.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { redisProgram, startRedis } from '../../testkit/stores/redis-server.ts';

const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };

interface Garden {
  readonly guildId: string;
  readonly channelId: string;
  readonly mod: Person;
}

interface Stage {
  readonly scene: Scene;
  readonly feed: FeedServer;
  readonly gardens: readonly Garden[];
  start(environment: Readonly<Record<string, string>>, args?: readonly string[]): BuiltBot;
}

/** As many servers as shards, one in each. */
async function openStage(
  storeUrl: string,
  count: number,
  { maxConcurrency = 16, recommendedShards = 1 } = {},
): Promise<Stage> {
  const scene = await startScene({ sessionStarts: { maxConcurrency, recommendedShards } });
  const feed = await startFeedServer();
  const bots: BuiltBot[] = [];
  const gardens: Garden[] = [];
  const { world, url } = scene.discord;
  for (let shard = 0; shard < count; shard += 1) {
    let guildId: string;
    do guildId = world.createGuild({ name: `Garden ${shard}` }).id;
    while (shardOf(guildId, count) !== shard);
    world.installApplication(scene.application.id, guildId);
    const channelId = world.createChannel(guildId, { name: 'garden' }).id;
    const { token } = world.createPerson({ name: `Mod ${shard}`, guildId, moderator: true });
    gardens.push({ guildId, channelId, mod: await connectPerson({ url, token }) });
  }
  onTestFinished(async () => {
    await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    await Promise.all(gardens.map(({ mod }) => mod.close()));
    await feed.close();
    await scene.discord.close();
  });
  return {
    ...{ scene, feed, gardens },
    start(environment, args = []) {
      const bot = startBuiltBot(
        {
          DISCORD_TOKEN: scene.application.botToken,
          DISCORD_API_URL: scene.discord.api,
          STORE_URL: storeUrl,
          FEED_ALLOW_PRIVATE: 'true',
          FEED_INTERVAL_SECONDS: '1',
          LOG_LEVEL: 'info',
          ...environment,
        },
        { args, deadlineMs: 60_000 },
      );
      bots.push(bot);
      return bot;
    },
  };
}

async function sqliteUrl(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-shards-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return `sqlite://${join(folder, 'c.sqlite')}`;
}

const answered = async ({ mod, channelId }: Garden) => {
  const { message } = await mod.command(channelId, 'help');
  expect(textOf(message)).toContain('/announce here');
};

describe('One process', { timeout: 120_000 }, () => {
  it('may run several shards: each server is served, and gets an entry once, from a single look at the feed', async () => {
    const stage = await openStage(await sqliteUrl(), 4);
    const { gardens, feed } = stage;
    const list = (...entries: TimelineEntry[]) =>
      feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
    list(OLD);
    const bot = stage.start({ CLEMATIS_SHARD_COUNT: '4' });
    await bot.ready();
    for (const { mod, channelId } of gardens) {
      await mod.command(channelId, 'announce here', { channel: channelId, feed: `${feed.origin}/feed.xml` });
    }
    list({ id: 'new0000000r', title: 'A new video', published: new Date().toISOString(), views: 9, ratings: 2 }, OLD);
    for (const { mod, channelId } of gardens) {
      await mod.waitForMessage(channelId, ({ content }) => content.includes('A new video'));
    }
    for (const { channelId } of gardens) {
      const news = stage.scene.discord.world
        .messages(channelId)
        .filter(({ content }) => String(content).includes('A new'));
      expect(news).toHaveLength(1);
    }
    expect(stage.scene.discord.sessionStarts()).toBe(4);
  });
});

describe('A bot without a configured number of shards', { timeout: 120_000 }, () => {
  const counts = (bot: BuiltBot) => bot.log.filter(({ msg }) => msg === 'The bot is ready').map(({ of }) => of);

  it('runs as many as Discord recommends, serves every server, and after a restart as many as it recommends then', async () => {
    const storeUrl = await sqliteUrl();
    const stage = await openStage(storeUrl, 3, { recommendedShards: 3 });
    const bot = stage.start({});
    await bot.ready();
    expect(counts(bot)).toEqual([3]);
    for (const garden of stage.gardens) await answered(garden);
    expect(stage.scene.discord.sessionStarts()).toBe(3);
    await bot.end('SIGTERM');
    const next = stage.start({ CLEMATIS_SHARD_COUNT: '2' });
    await next.ready();
    expect(counts(next)).toEqual([2]);
    for (const garden of stage.gardens) await answered(garden);
  });

  it('divides as many as Discord recommends among the processes of a cluster', async () => {
    const stage = await openStage(await sqliteUrl(), 3, { recommendedShards: 3 });
    const cluster = stage.start({}, ['--cluster', '2']);
    await cluster.waitForLog(() => counts(cluster).length === 2, 'two processes to be ready');
    expect(counts(cluster)).toEqual([3, 3]);
    for (const garden of stage.gardens) await answered(garden);
    expect(await cluster.end('SIGTERM')).toBe(0);
  });
});

describe('A cluster on one machine', { timeout: 120_000 }, () => {
  it('is as many processes as asked for, by discord.js’s own sharding; together they serve all, and together they end', async () => {
    const stage = await openStage(await sqliteUrl(), 4);
    const cluster = stage.start({ CLEMATIS_SHARD_COUNT: '4' }, ['--cluster', '2']);
    const ready = () => cluster.log.filter(({ msg }) => msg === 'The bot is ready');
    await cluster.waitForLog(() => ready().length === 2, 'two processes to be ready');
    expect(ready().map(({ shards }) => shards)).toEqual(
      expect.arrayContaining([
        [0, 1],
        [2, 3],
      ]),
    );
    const pids = () => ready().map(({ holder }) => Number(/^process (\d+) /.exec(String(holder))?.[1]));
    expect(new Set(pids()).size).toBe(2);
    for (const garden of stage.gardens) await answered(garden);

    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await cluster.waitForLog(() => ready().length === 3, 'the killed process to be ready again');
    for (const garden of stage.gardens) await answered(garden);

    expect(await cluster.end('SIGTERM')).toBe(0);
    for (const pid of pids()) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it.each([
    [['--cluster', '0'], {}, '--cluster N'],
    [['--cluster'], {}, '--cluster N'],
    [['--clutser', '2'], {}, '--cluster N'],
    [['--cluster', '3'], { CLEMATIS_SHARD_COUNT: '2' }, 'cannot share 2 shards'],
    [['--cluster', '2'], { STORE_URL: 'memory:' }, 'no store that several processes can share'],
    [['--cluster', '2'], { DISCORD_TOKEN: 'wrong' }, 'DISCORD_TOKEN is not a valid bot token'],
  ])('%s with %o is one sentence', async (args, environment, sentence) => {
    const stage = await openStage(await sqliteUrl(), 0);
    const bot = stage.start(environment, args);
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toContain(sentence);
    expect(bot.complaints().trim().split('\n')).toHaveLength(1);
  });
});

for (const { name, program, start } of [
  { name: 'Redis', program: redisProgram(), start: startRedis },
  { name: 'PostgreSQL', program: postgresPrograms(), start: () => startPostgres() },
]) {
  if (program === undefined)
    process.stderr.write(`${name} is not installed here: two machines that share it are skipped\n`);
  describe.skipIf(program === undefined)(
    `Two machines that share a ${name} and nothing else`,
    { timeout: 180_000 },
    () => {
      it('hand their shards over in a rolling restart, with processes that overlap: nothing is lost, nothing doubled', async () => {
        const server = await start();
        onTestFinished(() => server.remove());
        // One session in five seconds, as for a bot that Discord grants no more.
        const stage = await openStage(await server.newUrl(), 2, { maxConcurrency: 1 });
        const { gardens, feed } = stage;
        const entries: TimelineEntry[] = [OLD];
        const publish = (id: string) => {
          entries.unshift({
            id: id.padStart(11, 'n'),
            title: `News ${id}.`,
            published: new Date().toISOString(),
            views: 9,
            ratings: 2,
          });
          feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
        };
        publish('0');
        const begin = (shard: number) => stage.start({ CLEMATIS_SHARDS: `${shard}`, CLEMATIS_SHARD_COUNT: '2' });
        const olds = [begin(0), begin(1)];
        await Promise.all(olds.map((bot) => bot.ready()));
        for (const { mod, channelId } of gardens) {
          await mod.command(channelId, 'announce here', { channel: channelId, feed: `${feed.origin}/feed.xml` });
        }
        for (const [shard, old] of olds.entries()) {
          const next = begin(shard);
          await next.waitForLog(({ msg }) => msg.startsWith('Waiting for the process'), 'the new process to wait');
          publish(`${shard + 1}`);
          await old.end('SIGTERM');
          await next.ready();
        }
        publish('9');
        for (const { mod, channelId } of gardens) {
          await mod.waitForMessage(channelId, ({ content }) => content.includes('News 9.'));
        }
        for (const garden of gardens) await answered(garden);
        for (const { channelId } of gardens) {
          const contents = stage.scene.discord.world.messages(channelId).map(({ content }) => String(content));
          const times = ['News 1.', 'News 2.', 'News 9.'].map(
            (title) => contents.filter((text) => text.includes(title)).length,
          );
          expect(times).toEqual([1, 1, 1]);
        }
        expect(stage.scene.discord.sessionStarts(), 'no identify was refused and none was wasted').toBe(4);
      });
    },
  );
}
