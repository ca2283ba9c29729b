import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import {
  connectPerson,
  everyComponent,
  type Person,
  type Scene,
  type SeenMessage,
  startScene,
  writtenIn,
} from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';

/** What a server is told when the bot is added to it. */
describe('The greeting', { shuffle: false }, () => {
  let folder: string;
  let scene: Scene;
  let here: BotHere;
  const people: Person[] = [];

  const start = async () => {
    here = await startBotHere(scene, { STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}` });
  };
  /** A server with two text channels, where the bot is not yet. */
  const newServer = (locale = 'en-US') => {
    const { world } = scene.discord;
    const { id } = world.createGuild({ name: 'A new server', locale });
    const channel = (name: string) => world.createChannel(id, { name }).id;
    const [first, second] = [channel('first'), channel('second')];
    const someone = (name: string, moderator: boolean) => world.createPerson({ name, guildId: id, locale, moderator });
    return { id, first, second, mod: someone('Mia', true), fan: someone('Fay', false) };
  };
  type Server = ReturnType<typeof newServer>;
  const add = (server: Server) => scene.discord.world.installApplication(scene.application.id, server.id);
  const connect = async ({ token }: { token: string }) => {
    const person = await connectPerson({ url: scene.discord.url, token });
    people.push(person);
    return person;
  };
  const greetings = ({ first, second }: Pick<Server, 'first' | 'second'>) =>
    [first, second].flatMap((channelId) => scene.discord.world.messages(channelId)) as unknown as SeenMessage[];
  const attempts = ({ first, second }: Server) =>
    scene.discord.traffic.filter(
      ({ method, path }) =>
        method === 'POST' && [first, second].some((channelId) => path.endsWith(`/channels/${channelId}/messages`)),
    );
  /** Whatever the gateway told the bot before is handled once it has answered somebody there. */
  const settle = async (server: Server) => {
    const mod = await connect(server.mod);
    await mod.command(server.first, 'help');
    await here.bot.idle();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    await start();
  });
  afterAll(async () => {
    await Promise.all(people.map((person) => person.close()));
    await here.bot.stop();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stands in the channel for the server’s own messages, and its button opens the setup for moderators alone', async () => {
    const server = newServer();
    scene.discord.world.setSystemChannel(server.id, server.second);
    const [mod, fan] = [await connect(server.mod), await connect(server.fan)];
    add(server);
    const greeting = await mod.waitForMessage(server.second, ({ content }) => content.includes('ALIEN STAGE'));
    expect(greeting.content).toContain('every step can be skipped');
    const opened = await mod.press(greeting, 'Set up');
    expect(opened.private).toBe(true);
    expect(writtenIn(opened.message)).toContain('How far has this server watched?');
    const refused = await fan.press(greeting, 'Set up');
    expect(refused.private).toBe(true);
    expect(everyComponent(refused.message.components)).toEqual([]);
    await here.bot.idle();
    expect(greetings(server)).toHaveLength(1);
  });

  it('stands in the first channel where the bot may write, in the language that the server reads', async () => {
    const server = newServer('ko');
    scene.discord.world.setOverwrite(server.first, { roleId: server.id, deny: P.SendMessages });
    const mod = await connect(server.mod);
    add(server);
    const greeting = await mod.waitForMessage(server.second, ({ content }) => content.includes('안녕하세요'));
    expect(writtenIn((await mod.press(greeting, '설정 시작')).message)).toContain('어디까지 봤나요');
    expect(attempts(server)).toHaveLength(1);
  });

  it('is posted once, also when Discord’s answers to it are lost', async () => {
    const server = newServer();
    const mod = await connect(server.mod);
    scene.discord.fault({ kind: 'lost-answer', route: 'POST /channels/:channel/messages', times: 5 });
    add(server);
    await mod.waitForMessage(server.first, ({ content }) => content.includes('ALIEN STAGE'));
    const tried = () => {
      here.clock.advance(10_000);
      return attempts(server).length;
    };
    await expect.poll(tried, { timeout: 20_000 }).toBe(6);
    await here.bot.idle();
    expect(greetings(server)).toHaveLength(1);
  });

  it('is none where the bot may write nowhere, and that is no error', async () => {
    const server = newServer();
    const before = here.log.length;
    for (const channelId of [server.first, server.second]) {
      scene.discord.world.setOverwrite(channelId, { roleId: server.id, deny: P.SendMessages });
    }
    add(server);
    await settle(server);
    expect(greetings(server)).toEqual([]);
    expect(here.log.slice(before).filter(({ level }) => level >= 40)).toEqual([]);
  });

  it('is not given to a server where the bot was already: not at a start, nor after an outage or a session that was lost', async () => {
    const { world } = scene.discord;
    const server = newServer();
    await here.bot.stop();
    add(server);
    await start();
    await settle(server);
    world.setOutage(server.id, true);
    world.setOutage(server.id, false);
    await settle(server);
    const sessions = scene.discord.sessionStarts();
    scene.discord.fault({ kind: 'forget-session' });
    await expect.poll(() => scene.discord.sessionStarts(), { timeout: 20_000 }).toBeGreaterThan(sessions);
    await settle(server);
    expect(greetings(server)).toEqual([]);
    const { general, predictions } = scene.channels;
    expect(greetings({ first: general, second: predictions })).toEqual([]);
  });

  it('is not given again where the bot was removed and is added again, since everything is there as it was left', async () => {
    const server = newServer();
    const mod = await connect(server.mod);
    add(server);
    await mod.waitForMessage(server.first, ({ content }) => content.includes('ALIEN STAGE'));
    await here.bot.idle();
    for (const restarts of [false, true]) {
      scene.discord.world.removeMember(server.id, scene.application.id);
      if (restarts) {
        await here.bot.stop();
        await start();
      }
      add(server);
      await settle(server);
    }
    expect(attempts(server)).toHaveLength(1);
  });
});
