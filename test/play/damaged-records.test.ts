import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/index.ts';
import { createManualClock, createSystemClock, type MovableClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf as text } from '../../testkit/bot/evening.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };
const FOUND = 'A record cannot be read: it is left as it is, and everything else goes on';

interface Server {
  readonly guildId: string;
  readonly predictions: string;
  readonly news: string;
  readonly mod: Person;
  readonly fan: Person;
  poll: SeenMessage;
}

/** Two servers and their records in one store; of one of them something cannot be read any more. */
describe('A record that is damaged', { timeout: 60_000 }, () => {
  let folder: string;
  let scene: Scene;
  let feed: FeedServer;
  let clock: MovableClock;
  let hurt: Server;
  let well: Server;
  let here: BotHere | undefined;
  let runs = 0;

  const list = (path: string, ...entries: TimelineEntry[]) =>
    feed.set(path, { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
  const base = () => join(folder, 'base.sqlite');
  const start = (file: string) =>
    startBotHere(scene, { STORE_URL: `sqlite://${file}`, FEED_INTERVAL_SECONDS: '60' }, clock);

  async function enter(guildId: string, channel: (name: string) => string, mod: string, fan: string): Promise<Server> {
    const connect = (token: string) => connectPerson({ url: scene.discord.url, token });
    return {
      guildId,
      predictions: channel('predictions'),
      news: channel('news'),
      mod: await connect(mod),
      fan: await connect(fan),
      poll: {} as SeenMessage,
    };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    feed = await startFeedServer();
    clock = createManualClock(Date.now());
    scene = await startScene();
    const { world } = scene.discord;
    const { channels } = scene;
    const known = (name: string) => (name === 'news' ? channels.news : channels.predictions);
    hurt = await enter(scene.guildId, known, scene.moderator.token, scene.fans[0].token);
    const other = world.createGuild({ name: 'Another garden', locale: 'en-US' }).id;
    const made = (name: string) => world.createChannel(other, { name, type: ChannelType.GuildText }).id;
    const mod = world.createPerson({ name: 'Moa', guildId: other, moderator: true });
    const fan = world.createPerson({ name: 'Fay', guildId: other });
    world.installApplication(scene.application.id, other);
    well = await enter(other, made, mod.token, fan.token);

    list('/hurt.xml', OLD);
    list('/well.xml', OLD);
    here = await start(base());
    for (const [server, path] of [
      [hurt, '/hurt.xml'],
      [well, '/well.xml'],
    ] as const) {
      const { mod: moderator, fan: voter, predictions } = server;
      await moderator.command(predictions, 'setup');
      await moderator.command(predictions, 'spoilers server', { episode: 'round-3' });
      await moderator.command(predictions, 'announce here', { channel: server.news, feed: `${feed.origin}${path}` });
      await moderator.command(predictions, 'announce patterns', { pattern: 'dance', is: 'news' }).catch(() => {});
      await moderator.command(predictions, 'poll open', { closes: 'in 30d', custom: 'Round 9: 🐍 Ann vs 🦋 Ben' });
      server.poll = await moderator.waitForMessage(predictions, ({ reactions }) => reactions?.length === 2);
      await voter.press(server.poll, 'Ann');
      await voter.command(predictions, 'watched', { episode: 'round-2' });
    }
    await here.bot.stop();
    here = undefined;
  });

  afterEach(async () => {
    await here?.bot.stop();
    here = undefined;
  });
  afterAll(async () => {
    await Promise.all([hurt, well].flatMap(({ mod, fan }) => [mod.close(), fan.close()]));
    await scene.discord.close();
    await feed.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A copy of the store in which these records are half of what they were. */
  async function damagedCopy(kind: string): Promise<{ file: string; keys: readonly string[] }> {
    runs += 1;
    const file = join(folder, `${runs}.sqlite`);
    await cp(base(), file);
    const log = createLog({ level: 'silent', format: 'json' });
    const store = await openStore({ url: `sqlite://${file}`, log, machineClock: createSystemClock() });
    const rows = new Map<string, string>();
    for await (const page of store.pages())
      for (const { storedKey, text: kept } of page) rows.set(storedKey, kept ?? '');
    const server = JSON.parse(rows.get(`server:${hurt.guildId}`) ?? '') as {
      d: { pollIds: string[]; subscriptionIds: string[] };
    };
    const own = [hurt.guildId, hurt.fan.id, '/hurt.xml', ...server.d.pollIds, ...server.d.subscriptionIds];
    const keys = [...rows.keys()].filter(
      (key) => key.startsWith(`${kind}:`) && (kind === 'registration' || own.some((one) => key.includes(one))),
    );
    await store.write(keys.map((storedKey) => ({ storedKey, text: (rows.get(storedKey) ?? '').slice(0, 9) })));
    await store.close();
    return { file, keys };
  }

  const SHOWN: Readonly<Record<string, readonly [command: string, says: RegExp]>> = {
    poll: ['poll list', /cannot be read.*polls: 1/],
    ballot: ['poll list', /cannot be read.*votes: 1/],
    voters: ['poll list', /cannot be read.*votes: 1/],
    subscription: ['announce status', /cannot be read.*subscriptions: 1/],
    outbox: ['announce status', /cannot be read.*subscriptions: 1/],
    feed: ['announce status', /cannot be read.*feeds: 1/],
    'feed-memory': ['announce status', /cannot be read.*feeds: 1/],
    server: ['poll list', /cannot be read any more/],
  };

  it.each([
    'ballot',
    'voters',
    'poll',
    'server',
    'member',
    'subscription',
    'outbox',
    'feed',
    'feed-memory',
    'registration',
  ])(
    'of the kind %s stops only what it belongs to: it is logged once with its key, the other server goes on, and moderators are told',
    async (kind) => {
      const { file, keys } = await damagedCopy(kind);
      expect(keys, 'there is such a record').toHaveLength(1);
      // At the first look the feed lists what it listed all the time.
      list('/well.xml', OLD);
      here = await start(file);

      // The other server's members vote, and its channel is told of what is new.
      const receipt = await well.fan.press(well.poll, 'Ben');
      expect(receipt.message.content).toMatch(/Moved|Counted|Still/i);
      await here.bot.idle();
      const fresh = {
        id: String(runs).padStart(11, 'n'),
        title: `News ${runs}`,
        published: new Date(clock.now()).toISOString(),
        views: 5,
      };
      list('/well.xml', fresh, OLD);
      clock.advance(120_000);
      await well.mod.waitForMessage(well.news, ({ content }) => content.includes(`News ${runs}`));

      // Whoever it is about is met, and nothing is written over it.
      await hurt.fan.react(hurt.predictions, hurt.poll.id, '🦋');
      await hurt.fan.unreact(hurt.predictions, hurt.poll.id, '🦋');
      const watched = await hurt.fan.command(hurt.predictions, 'watched', { episode: 'round-2' });
      expect(watched.message.content.length).toBeGreaterThan(0);
      const [command, says] = SHOWN[kind] ?? [];
      if (command !== undefined && says !== undefined) {
        const shown = await hurt.mod.command(hurt.predictions, command);
        expect(text(shown.message)).toMatch(says);
      }
      await here.bot.idle();
      const said = here.log.filter((line) => line.msg === FOUND);
      expect(said.map((line) => `${String(line.kind)}:${String(line.key)}`)).toEqual(
        keys.map((key) => decodeURIComponent(key)),
      );
    },
  );
});
