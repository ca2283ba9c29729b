import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { type Relay, startRelay } from '../../testkit/network/relay.ts';

const LOST = 'The bot has lost its shards and stops acting; it takes them again when it can';
const BACK = 'The bot has its shards again, has caught up, and serves';
const LEASE_MS = 9_000;

/** A process that is paused, or whose store does not answer, while it has work under way. */
describe('A process that loses its lease', { timeout: 90_000 }, () => {
  let folder: string;
  let scene: Scene;
  let mod: Person;
  let fan: Person;
  let relay: Relay;
  let bots: BuiltBot[];
  let opened: Store[];

  const start = (url = `sqlite://${join(folder, 'c.sqlite')}`) => {
    const bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: relay.api,
      STORE_URL: url,
    });
    bots.push(bot);
    return bot;
  };
  const logged = (bot: BuiltBot, sentence: string) => bot.waitForLog(({ msg }) => msg === sentence, sentence);
  async function open(): Promise<Store> {
    const log = createLog({ level: 'silent', format: 'json' });
    const url = `sqlite://${join(folder, 'c.sqlite')}`;
    const store = await openStore({ url, log, machineClock: createSystemClock() });
    opened.push(store);
    return store;
  }
  /** Waits until the one who has the shard has let its time run out, as a second process does. */
  async function takeShard(): Promise<() => Promise<void>> {
    const store = await open();
    const name = `shard/${scene.application.id}/0/1`;
    const lease = await store.leases.acquire(name, { holder: 'the test', ttlMs: LEASE_MS });
    return async () => {
      await lease.release();
    };
  }
  async function pollOnDisk(): Promise<{ state: string; trimmed?: boolean }> {
    const store = await open();
    for await (const page of store.pages()) {
      const row = page.find(({ storedKey }) => storedKey.startsWith('poll:'));
      if (row !== undefined) return (JSON.parse(row.text ?? '') as { d: { state: string; trimmed?: boolean } }).d;
    }
    throw new Error('No poll is kept');
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    relay = await startRelay(scene.discord.url);
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    bots = [];
    opened = [];
  });
  afterEach(async () => {
    for (const bot of bots) bot.signal('SIGCONT');
    await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    await Promise.all(opened.map((store) => store.close()));
    await Promise.all([mod.close(), fan.close()]);
    await relay.close();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('paused in the middle of a lock and woken when another has settled the poll, changes nothing and posts nothing', async () => {
    const first = start();
    await first.ready();
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => (reactions?.length ?? 0) >= 2);
    await fan.react(channel, poll.id, '🐍');
    await first.advanceClock(10);
    await mod.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('1 vote'));

    // The deadline: it begins to lock, and one answer of Discord's is slow. There the machine is paused.
    const held = relay.hold(({ method, path }) => method === 'GET' && path.includes(`/messages/${poll.id}`));
    await first.advanceClock('next-deadline');
    await held.reached;
    first.signal('SIGSTOP');
    const second = start();
    await second.ready();
    await second.advanceClock('next-deadline');
    await logged(second, 'A poll was locked');
    await mod.command(channel, 'poll result', { poll: 'Round 9', winner: 'Till' });
    await mod.waitForMessage(channel, ({ content }) => content.includes('won **Round 9**'));
    // Settled, drawn and tidied up: nothing is left to be done with it.
    await expect.poll(async () => (await pollOnDisk()).trimmed).toBe(true);
    const settled = await pollOnDisk();
    const sent = scene.discord.world.messages(channel).length;
    scene.discord.clearTraffic();

    held.release();
    first.signal('SIGCONT');
    await logged(first, LOST);
    // It waits for the other now, and has nothing left under way.
    await first.waitForLog(({ msg }) => msg === 'Waiting for the process that holds the lease.', 'the first to wait');
    expect(await pollOnDisk()).toEqual(settled);
    expect(scene.discord.world.messages(channel)).toHaveLength(sent);
    const acts = scene.discord.traffic.filter(({ method, path }) => method !== 'GET' && path.includes(channel));
    expect(acts, 'nothing was done in the channel by whoever had lost the lease').toEqual([]);

    // The other ends, and the first is the one again, with what the other left.
    expect(await second.end('SIGTERM')).toBe(0);
    await logged(first, BACK);
    const list = await mod.command(channel, 'poll list');
    expect(list.message.embeds[0]?.description).toContain('settled');
    expect(await first.end('SIGTERM')).toBe(0);
  });

  it('after a pause longer than its lease, gets it back when it is resumed, and finds the votes made meanwhile', async () => {
    const bot = start();
    await bot.ready();
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => (reactions?.length ?? 0) >= 2);
    bot.signal('SIGSTOP');
    await (await takeShard())();
    await fan.react(channel, poll.id, '🦋');
    bot.signal('SIGCONT');
    await logged(bot, BACK);
    await bot.advanceClock(10);
    await mod.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('1 vote'));
    expect(await bot.end('SIGTERM')).toBe(0);
  });

  it('because another program keeps the file to itself, stops acting, waits, and says so; then it serves as before', async () => {
    const bot = start();
    await bot.ready();
    const other = new KeyvSqlite({ uri: `sqlite://${join(folder, 'c.sqlite')}` });
    await other.query('BEGIN IMMEDIATE');
    await logged(bot, LOST);
    await other.query('ROLLBACK');
    await other.close();
    await logged(bot, BACK);
    const { message } = await fan.command(scene.channels.general, 'watched', { episode: 'round-1' });
    expect(message.content).toContain('Round 1');
    expect(await bot.end('SIGTERM')).toBe(0);
  });

  const disk = tinyDisk();
  it.skipIf(disk === undefined)(
    'because the disk is full, keeps what it has and serves again once there is room (needs the right to mount)',
    async () => {
      const place = disk ?? '';
      try {
        const bot = start(`sqlite://${place}/c.sqlite`);
        await bot.ready();
        await writeFile(join(place, 'filler'), Buffer.alloc(4_000_000)).catch(() => undefined);
        await logged(bot, LOST);
        await rm(join(place, 'filler'), { force: true });
        await logged(bot, BACK);
        const { message } = await fan.command(scene.channels.general, 'watched', { episode: 'round-1' });
        expect(message.content).toContain('Round 1');
        expect(await bot.end('SIGTERM')).toBe(0);
      } finally {
        execFileSync('umount', ['-l', place]);
      }
    },
  );
});

/** A folder on a file system of its own with room for 1.5 MB; undefined where this process may not make one. */
function tinyDisk(): string | undefined {
  try {
    const place = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    process.stderr.write('No small disk can be made here: the test of a full one is skipped\n');
    return undefined;
  }
}
