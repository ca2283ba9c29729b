import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { connectPerson, type Person, type SeenMessage, startScene } from 'local-discord/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { permissionBits } from '../../src/discord/contract/permission-bits.ts';
import { shardOf } from '../../src/services/shards.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { textOf } from '../../testkit/bot/evening.ts';
import { renderFeed } from '../../testkit/feeds/render-feed.ts';
import { startFeedServer } from '../../testkit/network/feed-server.ts';
import { askPostgres, postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { askRedis, redisProgram, startRedis } from '../../testkit/stores/redis-server.ts';
import type { StoreServer } from '../../testkit/stores/server-process.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RIGHTS = Object.values(permissionBits).reduce((all, bit) => all | bit, PermissionFlagsBits.ManageMessages);
const log = createLog({ level: 'silent', format: 'json' });

/** The files below a folder in which one of these words occurs. */
async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    const bytes = await readFile(path);
    found.push(...words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${entry.name}`));
  }
  return found;
}

/** Redis packs texts in its snapshots: then a word may be there and not be found. */
const READABLE = ['--rdbcompression', 'no', '--save', '3600 1'];

/** Where one of these words is in a server's dump and files, once its operator has done what docs/privacy.md says. */
type Search = (server: StoreServer, url: string, words: readonly string[]) => Promise<readonly string[]>;

const inPostgres: Search = async (server, url, words) => {
  const { stdout } = await run(join(postgresPrograms() ?? '', 'pg_dump'), [url], { maxBuffer: 1e9 });
  expect(stdout, 'it is a dump of the store').toContain('clematis_record');
  const inDump = words.filter((word) => stdout.includes(word)).map((word) => `${word} in the dump`);
  for (const sql of hurries('sql')) await askPostgres(url, sql);
  return [...inDump, ...(await filesWith(server.folder, words))];
};

const inRedis: Search = async (server, _url, words) => {
  for (const command of hurries('redis')) await askRedis(server.port, command.split(' '));
  const rewriting = async () => String(await askRedis(server.port, ['INFO', 'persistence']));
  await expect
    .poll(rewriting, { timeout: 20_000 })
    .toMatch(/rdb_bgsave_in_progress:0[\s\S]*aof_rewrite_in_progress:0\s+aof_rewrite_scheduled:0/);
  return filesWith(server.folder, words);
};

/** What an operator is told to type, one command each. */
function hurries(language: 'sql' | 'redis'): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
  const [, lines = ''] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page) ?? [];
  const commands = lines.split('\n').map((line) => line.replace(/;?\s*(?:--.*|#.*)?$/, ''));
  return commands.filter((command) => command !== '');
}

const STORES = [
  {
    name: 'PostgreSQL',
    program: postgresPrograms(),
    start: () => startPostgres(),
    /** Writes what is in memory into files, as it does by itself now and then. */
    keep: async (_server: StoreServer, url: string) => {
      await askPostgres(url, 'ANALYZE');
      await askPostgres(url, 'CHECKPOINT');
    },
    search: inPostgres,
  },
  {
    name: 'Redis',
    program: redisProgram(),
    start: () => startRedis(READABLE),
    keep: async (server: StoreServer) => void (await askRedis(server.port, ['SAVE'])),
    search: inRedis,
  },
] as const;

for (const { name, program, start, keep, search } of STORES) {
  if (program === undefined) process.stderr.write(`${name} is not installed here: erasing on it is skipped\n`);
  describe.skipIf(program === undefined)(`Two processes that share a ${name}`, { timeout: 400_000 }, () => {
    it('erase a member from the servers of both: byte by byte, their number is nowhere in its dump and files', async () => {
      const server = await start();
      onTestFinished(() => server.remove());
      const url = await server.newUrl();
      const feed = await startFeedServer();
      onTestFinished(() => feed.close());
      feed.set('/feed', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', []) });
      const scene = await startScene({ sessionStarts: { maxConcurrency: 16 } });
      const { world } = scene.discord;
      const connect = async (token: string) => {
        const person = await connectPerson({ url: scene.discord.url, token });
        onTestFinished(() => person.close());
        return person;
      };
      const gardens: { guildId: string; channelId: string; mod: Person }[] = [];
      for (const shard of [0, 1]) {
        let guildId: string;
        do guildId = world.createGuild({ name: `Garden ${shard}` }).id;
        while (shardOf(guildId, 2) !== shard);
        world.installApplication(scene.application.id, guildId, RIGHTS);
        const channelId = world.createChannel(guildId, { name: 'garden' }).id;
        const mod = await connect(world.createPerson({ name: `Mod ${shard}`, guildId, moderator: true }).token);
        gardens.push({ guildId, channelId, mod });
      }
      const [first, second] = gardens;
      if (first === undefined || second === undefined) throw new Error('There are two servers');
      const fan = async (called: string) => {
        const { id, token } = world.createPerson({ name: called, guildId: first.guildId });
        world.addMember(second.guildId, id);
        return connect(token);
      };
      const [ada, ben, dora] = [await fan('Ada of both'), await fan('Ben of both'), await fan('Dora of both')];
      const environment = {
        DISCORD_TOKEN: scene.application.botToken,
        DISCORD_API_URL: scene.discord.api,
        STORE_URL: url,
        CLEMATIS_SHARD_COUNT: '2',
        FEED_ALLOW_PRIVATE: 'true',
      };
      const bots = ['0', '1'].map((shard) =>
        startBuiltBot({ ...environment, CLEMATIS_SHARDS: shard }, { deadlineMs: 60_000 }),
      );
      const end = () => Promise.all(bots.map((bot) => bot.end('SIGTERM')));
      onTestFinished(async () => {
        await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
        await scene.discord.close();
      });
      await Promise.all(bots.map((bot) => bot.ready()));
      const store = await openStore({ url, log, machineClock: createSystemClock() });
      onTestFinished(() => store.close());
      const held = async (id: string) => {
        for await (const page of store.pages())
          for (const { storedKey, text } of page) if (storedKey.includes(id) || text?.includes(id)) return storedKey;
        return 'nowhere';
      };
      const open = async ({ channelId, mod }: typeof first, custom: string): Promise<SeenMessage> => {
        await mod.command(channelId, 'poll open', { closes: 'in 2h', custom });
        return mod.waitForMessage(
          channelId,
          (message) => textOf(message).includes(custom.split(':')[0] ?? '') && message.reactions?.length === 2,
        );
      };
      const react = async ({ channelId, mod }: typeof first, poll: SeenMessage, who: Person, shard: number) => {
        await who.react(channelId, poll.id, poll.reactions?.[0]?.emoji.name ?? '');
        await bots[shard]?.advanceClock(10);
        await mod.waitForChange(poll, (now) => textOf(now).includes('1 vote'));
      };
      const reactionsOn = ({ channelId }: typeof first, poll: SeenMessage) =>
        JSON.stringify(
          (
            world.messages(channelId).find(({ id }) => id === poll.id) as { reactions?: { count: number }[] }
          ).reactions?.map(({ count }) => count),
        );

      await first.mod.command(first.channelId, 'announce here', {
        channel: first.channelId,
        feed: `${feed.origin}/feed`,
      });
      const settled = await open(first, 'Settled: Sun vs Moon');
      await ada.press(settled, 'Sun');
      await ben.press(settled, 'Moon');
      for (const [path, options] of [
        ['poll lock', { poll: 'Settled' }],
        ['poll result', { poll: 'Settled', winner: 'Sun' }],
      ] as const) {
        const { message } = await first.mod.command(first.channelId, path, options);
        if ((message.components?.length ?? 0) > 0) await first.mod.press(message, 'Yes, do it');
      }
      const here = await open(first, 'Here: Day vs Night');
      const there = await open(second, 'There: East vs West');
      await react(first, here, ada, 0);
      await react(second, there, ada, 1);
      await ben.press(there, 'West');
      await dora.press(there, 'East');
      await ada.command(second.channelId, 'watched', { episode: 'round-5' });
      await ada.command(second.channelId, 'bracket predict');
      await first.mod.command(first.channelId, 'watched', { episode: 'round-3' });

      // Tables' files, snapshots and logs of writes hold them now, so that a search that finds nobody later means something.
      await keep(server, url);
      expect(await filesWith(server.folder, [ada.id])).not.toEqual([]);

      // By the member: at once here, by the other process a little later, which is said, with the poll.
      const { message: question } = await ada.command(first.channelId, 'privacy erase');
      const said = (await ada.press(question, 'Erase everything')).message.content;
      expect(said).toContain('within two minutes');
      expect(said).toContain(`https://discord.com/channels/${second.guildId}/${second.channelId}/${there.id}`);
      expect(said).not.toContain(here.id);
      await expect.poll(() => reactionsOn(first, here)).toBe('[1,1]');
      expect(await held(ada.id)).not.toBe('nowhere');
      await bots[1]?.advanceClock(61);
      await expect.poll(() => held(ada.id), { timeout: 20_000 }).toBe('nowhere');
      await expect.poll(() => reactionsOn(second, there)).toBe('[1,1]');

      // By an operator, while both run.
      const admin = async (userId: string) => {
        const env = { ...environment, PATH: process.env.PATH, KNOWLEDGE_DIR: join(ROOT, 'data/alien-stage') };
        return (await run(process.execPath, [join(ROOT, 'dist/src/admin/admin.js'), 'erase', userId], { env })).stdout;
      };
      expect(await admin(ben.id)).toContain('within a minute or two');
      for (const bot of bots) await bot.advanceClock(61);
      await expect.poll(() => held(ben.id), { timeout: 20_000 }).toBe('nowhere');

      // By an operator, while none runs: who opened polls, gave a result and subscribed.
      await end();
      expect(await held(first.mod.id)).not.toBe('nowhere');
      expect(await admin(first.mod.id)).toContain('Erased');
      expect(await held(first.mod.id)).toBe('nowhere');

      const logged = JSON.stringify(bots.map(({ log: lines, complaints }) => [lines, complaints()]));
      for (const { id } of [ada, ben, dora, first.mod, second.mod]) expect(logged).not.toContain(id);
      expect(await search(server, url, [ada.id, ben.id, first.mod.id])).toEqual([]);
      expect(await search(server, url, [dora.id]), 'the search finds whom nobody erased').not.toEqual([]);
    });
  });
}
