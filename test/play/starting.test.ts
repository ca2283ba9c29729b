import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { connectPerson, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';

const DATA = fileURLToPath(new URL('../../data/alien-stage', import.meta.url));

/** What an operator sees when something is not as it should be, and when two processes are started. */
describe('Starting', () => {
  let folder: string;
  let scene: Scene;
  let bots: BuiltBot[];

  const start = (environment: Record<string, string> = {}, args: readonly string[] = []) => {
    const bot = startBuiltBot(
      {
        DISCORD_TOKEN: scene.application.botToken,
        DISCORD_API_URL: scene.discord.api,
        STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
        KNOWLEDGE_DIR: DATA,
        ...environment,
      },
      { cwd: folder, args },
    );
    bots.push(bot);
    return bot;
  };

  beforeEach(async () => {
    bots = [];
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
  });

  afterEach(async () => {
    await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('in production a missing token is an error that names the variable and where to get it', async () => {
    const bot = start({ DISCORD_TOKEN: '', NODE_ENV: 'production' });
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toMatch(/^DISCORD_TOKEN is missing\. .*https:\/\/discord\.com\/developers\/applications/);
    expect(bot.complaints().trim().split('\n')).toHaveLength(1);
  });

  it('a wrong token is one sentence, and is nowhere repeated', async () => {
    const bot = start({ DISCORD_TOKEN: 'MTIz.wrong.token' });
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toMatch(/^DISCORD_TOKEN is not a valid bot token\./);
    expect(bot.complaints() + JSON.stringify(bot.log)).not.toContain('MTIz.wrong.token');
  });

  it('a reload that is asked for before there is anything to reload ends nothing, and a stop ends it in order', async () => {
    // A database that takes the call and says nothing: the bot waits for it.
    const calls: Socket[] = [];
    const database = createServer((socket) => void calls.push(socket.on('error', () => {})));
    await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
    const { port } = database.address() as AddressInfo;
    for (const args of [[], ['--cluster', '2']]) {
      const called = once(database, 'connection');
      const bot = start({ STORE_URL: `postgres://bot@127.0.0.1:${port}/clematis`, CLEMATIS_SHARD_COUNT: '2' }, args);
      await called;
      bot.signal('SIGHUP');
      expect(await bot.end('SIGTERM')).toBe(0);
    }
    for (const call of calls) call.destroy();
    database.close();
  });

  it('an API that cannot be reached is said once, with its address, and waited for', async () => {
    const port = await freePort();
    const bot = start({ DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    const unreachable = /^Discord cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api \(DISCORD_API_URL\)/;
    await bot.waitForLog(({ msg }) => unreachable.test(msg), 'the bot to say that it cannot reach Discord');
    const relay = createServer((socket) => {
      // A bot that stops may break off what it has asked for.
      pipeline(socket, connect(Number(new URL(scene.discord.url).port), '127.0.0.1'), socket, () => {});
    });
    await new Promise<void>((resolve) => relay.listen(port, '127.0.0.1', resolve));
    await bot.ready();
    expect(bot.log.filter(({ msg }) => unreachable.test(msg))).toHaveLength(1);
    expect(await bot.end('SIGTERM')).toBe(0);
    await new Promise((resolve) => relay.close(resolve));
  });

  it('broken settings are named all at once', async () => {
    const bot = start({ FEED_INTERVAL_SECONDS: 'often', LOG_LEVEL: 'loud', STORE_URL: 'memory:' });
    expect(await bot.ended).toBe(1);
    expect(
      bot
        .complaints()
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['FEED_INTERVAL_SECONDS', 'LOG_LEVEL']);
  });

  it('a store that cannot be opened is one sentence that names STORE_URL', async () => {
    const bot = start({ STORE_URL: 'mysql://somewhere' });
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toMatch(/^STORE_URL: /);
  });

  it('three faults in the knowledge files are all listed with file and path, and nothing starts', async () => {
    const dir = join(folder, 'data');
    await cp(DATA, dir, { recursive: true });
    const edit = async (file: string, change: (json: unknown) => void) => {
      const json: unknown = JSON.parse(await readFile(join(dir, file), 'utf8'));
      change(json);
      await writeFile(join(dir, file), JSON.stringify(json));
    };
    await edit('characters.json', (json) => Object.assign((json as object[])[0] ?? {}, { favouriteColour: 'blue' }));
    await edit('episodes.json', (json) => Object.assign((json as object[])[1] ?? {}, { songs: ['no-such-song'] }));
    await edit('terms.json', (json) => Object.assign((json as object[])[0] ?? {}, { about: [] }));

    const bot = start({ KNOWLEDGE_DIR: dir });
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toContain('characters.json › ');
    expect(bot.complaints()).toContain('favouriteColour');
    expect(bot.complaints()).toMatch(/episodes\.json › .*songs.*no-such-song/);
    expect(bot.complaints()).toMatch(/terms\.json › .*about/);
    expect(scene.discord.traffic).toEqual([]);
  });

  it('a second process started over the first waits for it and doubles nothing; when the first ends, it takes over', async () => {
    const first = start();
    await first.ready();
    const second = start();
    const waiting = await second.waitForLog(({ msg }) => /wait/i.test(msg), 'the second to say that it waits');
    expect(JSON.stringify(waiting)).toContain('process ');
    const { general } = scene.channels;
    const fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    await fan.command(general, 'help');
    expect(scene.discord.sessionStarts()).toBe(1);

    expect(await first.end('SIGTERM')).toBe(0);
    await second.ready();
    const answer = await fan.command(general, 'help');
    expect(answer.private).toBe(true);
    expect(scene.discord.sessionStarts()).toBe(2);
    const registrations = scene.discord.traffic.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/commands'),
    );
    expect(registrations, 'the commands had not changed').toHaveLength(1);
    await fan.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
