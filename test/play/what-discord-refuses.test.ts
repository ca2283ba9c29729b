import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/util/clock.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { renderFeed } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { newEntry, OLD_ENTRY } from './announce-stage.ts';

/** Refusals that are nobody's fault and mend themselves, and those that somebody has to be told of. */
describe('What Discord refuses', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let mod: Person;
  let fan: Person;
  let feed: FeedServer;
  let entries = [OLD_ENTRY];

  const list = (...listed: typeof entries) => {
    entries = listed;
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', listed) });
  };
  const say = async (name: string, options = {}, channelId = scene.channels.general) =>
    (await mod.command(channelId, name, options)).message.content;

  beforeAll(async () => {
    scene = await startScene();
    feed = await startFeedServer();
    list(OLD_ENTRY);
    here = await startBotHere(scene, { FEED_INTERVAL_SECONDS: '1' }, createSystemClock());
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    const screen = await mod.command(scene.channels.general, 'setup');
    await mod.choose(screen.message, 'setupnotices', [scene.channels.general]);
  });

  afterAll(async () => {
    await Promise.all([mod.close(), fan.close()]);
    await here.bot.stop();
    await feed.close();
    await scene.discord.close();
  });

  it('in a thread that archived itself: the bot reopens it, and the poll goes on', async () => {
    const { world } = scene.discord;
    const start = await mod.send(scene.channels.predictions, 'talk');
    const threads = `/channels/${scene.channels.predictions}/messages/${start.id}/threads`;
    const { id } = (await mod.request('POST', threads, { name: 'talk', auto_archive_duration: 60 })) as { id: string };
    await say('poll open', { closes: 'in 3h', custom: '🐍 Ann vs 🦋 Ben' }, id);
    let poll = await mod.waitForMessage(id, ({ reactions }) => reactions?.length === 2);
    world.setThread(id, { archived: true });
    expect((await fan.press(poll, 'Ann')).message.content).toContain('Ann');
    poll = await mod.waitForChange(poll, ({ embeds }) => embeds[0]?.description?.includes('**Ann** · 1 ') ?? false);
    world.setThread(id, { archived: true });
    await say('poll lock', { poll: 'Ann vs Ben' });
    const opened = () =>
      scene.discord.traffic.filter(({ method, route }) => method === 'PATCH' && route === '/channels/:channel');
    await expect.poll(() => opened().length, { timeout: 8000 }).toBe(2);
    expect(opened().map(({ body, status }) => [body, status])).toEqual([
      [{ archived: false }, 200],
      [{ archived: false }, 200],
    ]);
  });

  it('in a thread that a moderator locked: the true reason is told', async () => {
    const { world } = scene.discord;
    const start = await mod.send(scene.channels.predictions, 'talk');
    const threads = `/channels/${scene.channels.predictions}/messages/${start.id}/threads`;
    const { id } = (await mod.request('POST', threads, { name: 'talk', auto_archive_duration: 60 })) as { id: string };
    await say('poll open', { closes: 'in 3h', custom: '🐯 Cem vs 🐸 Dan' }, id);
    const poll = await mod.waitForMessage(id, ({ reactions }) => reactions?.length === 2);
    world.setThread(id, { archived: true, locked: true });
    expect((await fan.press(poll, 'Cem')).message.content).toContain('Cem');
    await expect
      .poll(async () => JSON.stringify((await mod.command(scene.channels.general, 'poll list')).message), {
        timeout: 8000,
      })
      .toMatch(/locked or archived|thread/);
  });

  it('a mention that would notify nobody is pointed out as soon as its role is chosen', async () => {
    const { world } = scene.discord;
    const quiet = world.createRole(scene.guildId, { name: 'Quiet' }).id;
    const options = { channel: scene.channels.news, feed: `${feed.origin}/feed.xml`, role: quiet };
    expect(await say('announce here', options)).toContain(`Mentioning <@&${quiet}> will notify nobody`);
    expect(await say('announce here', { ...options, role: scene.guildId })).toContain(
      'Nobody is notified by a mention',
    );
    world.setRoleMentionable(scene.guildId, quiet, true);
    expect(await say('announce here', options)).not.toContain('notif');
    world.setRoleMentionable(scene.guildId, quiet, false);
    world.setOverwrite(scene.channels.news, { roleId: scene.botRoleId, allow: P.MentionEveryone });
    expect(await say('announce here', options)).not.toContain('notif');
  });

  it.each([
    ['the server’s AutoMod', 'auto-moderation', 200000],
    ['Discord’s filter of harmful links', 'link-filter', 240000],
  ] as const)(
    'an announcement that %s blocks is given up, reported once, and holds up no other',
    async (_whose, by, code) => {
      const told = () =>
        scene.discord.world
          .messages(scene.channels.general)
          .filter(({ content }) => String(content).includes('a filter of this server or of Discord blocks the text'));
      const before = told().length;
      scene.discord.clearTraffic();
      scene.discord.world.blockTexts(scene.guildId, [{ text: `forbidden ${by}`, by }]);
      const blocked = newEntry(`no-${by}`.slice(0, 11), `A forbidden ${by}`);
      list(blocked, ...entries);
      await scene.discord.waitForRequest((request) => request.code === code);
      const news = () => scene.discord.world.messages(scene.channels.news).map(({ content }) => String(content));
      for (const title of [`Allowed despite ${by}`, `Allowed again despite ${by}`]) {
        list(newEntry(`y${title.length}${by}`.slice(0, 11), title), ...entries);
        await mod.waitForMessage(scene.channels.news, ({ content }) => content.includes(title));
      }
      await expect.poll(() => told().length).toBe(before + 1);
      await here.bot.idle();
      expect(told()).toHaveLength(before + 1);
      expect(news().filter((content) => content.includes('A forbidden'))).toEqual([]);
      expect(scene.discord.traffic.filter((request) => request.code === code)).toHaveLength(1);
    },
  );

  it('an overload of Discord, reported as an error of the request, is waited out', async () => {
    scene.discord.world.blockTexts(scene.guildId, []);
    scene.discord.fault({ kind: 400, code: 130000, route: 'POST /channels/:channel/messages' });
    list(newEntry('overload', 'Through an overload'), ...entries);
    await mod.waitForMessage(scene.channels.news, ({ content }) => content.includes('Through an overload'));
  });
});
