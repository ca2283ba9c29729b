import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { newEntry, OLD_ENTRY } from './announce-stage.ts';

/** A server whose moderators take rights away and give them back. The clock stands still while they give. */
describe('A permission that is given back', { shuffle: false }, () => {
  let scene: Scene;
  let feed: FeedServer;
  let here: BotHere;
  let mod: Person;
  let fan: Person;
  let poll: SeenMessage;
  let muted: string;
  let barred: string;
  let trusted: string;
  let listed: readonly TimelineEntry[] = [OLD_ENTRY];

  const list = (...entries: readonly TimelineEntry[]) => {
    listed = entries;
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
  };
  const bothChannels = () => [scene.channels.news, scene.channels.predictions];
  const overwrite = (roleId: string, deny: bigint) => {
    for (const channelId of bothChannels()) scene.discord.world.setOverwrite(channelId, { roleId, deny });
  };
  const notices = () =>
    scene.discord.world
      .messages(scene.channels.general)
      .map((message) => String((message as { content: string }).content));
  const tellsOf = (text: string, count: number) =>
    mod.waitForMessage(
      scene.channels.general,
      ({ content }) => content.includes(text) && notices().filter((notice) => notice.includes(text)).length === count,
    );

  beforeAll(async () => {
    scene = await startScene();
    feed = await startFeedServer();
    list(OLD_ENTRY);
    here = await startBotHere(scene, { FEED_INTERVAL_SECONDS: '60' });
    const person = (token: string) => connectPerson({ url: scene.discord.url, token });
    mod = await person(scene.moderator.token);
    fan = await person(scene.fans[0].token);
    const { world } = scene.discord;
    const role = (name: string, permissions = 0n) => world.createRole(scene.guildId, { name, permissions }).id;
    [muted, barred, trusted] = [role('Muted'), role('Barred'), role('Trusted', P.Administrator)];
    const { general, news, predictions } = scene.channels;
    const screen = await mod.command(general, 'setup');
    await mod.choose(screen.message, 'setupnotices', [general]);
    await mod.command(general, 'announce here', { channel: news, feed: `${feed.origin}/feed.xml` });
    await mod.command(predictions, 'poll open', { closes: 'in 20h', custom: '🐍 Ann vs 🦋 Ben' });
    poll = await mod.waitForMessage(predictions, ({ reactions }) => reactions?.length === 2);
  });
  afterAll(async () => {
    await Promise.all([mod.close(), fan.close()]);
    await here.bot.stop();
    await feed.close();
    await scene.discord.close();
  });

  const { giveRole, takeRole, deleteRole, setRolePermissions } = {
    giveRole: (roleId: string) => scene.discord.world.giveRole(scene.guildId, scene.application.id, roleId),
    takeRole: (roleId: string) => scene.discord.world.takeRole(scene.guildId, scene.application.id, roleId),
    deleteRole: (roleId: string) => scene.discord.world.deleteRole(scene.guildId, roleId),
    setRolePermissions: (roleId: string, bits: bigint) =>
      scene.discord.world.setRolePermissions(scene.guildId, roleId, bits),
  };

  it.each<[string, () => void, () => void]>([
    ['in a channel’s settings', () => overwrite(scene.botRoleId, P.ViewChannel), () => overwrite(scene.botRoleId, 0n)],
    [
      'by taking a role from the bot',
      () => {
        overwrite(muted, P.ViewChannel);
        giveRole(muted);
      },
      () => takeRole(muted),
    ],
    [
      'by deleting a role',
      () => {
        overwrite(barred, P.ViewChannel);
        giveRole(barred);
      },
      () => deleteRole(barred),
    ],
    [
      'by a role’s own permissions',
      () => {
        giveRole(trusted);
        overwrite(scene.botRoleId, P.ViewChannel);
        setRolePermissions(trusted, 0n);
      },
      () => setRolePermissions(trusted, P.Administrator),
    ],
  ])(
    '%s brings the owed announcement and the resting poll at once, and was told of once',
    async (way, take, giveBack) => {
      const before = notices().length;
      const round = before / 2 + 1;
      take();
      await fan.press(poll, round % 2 === 0 ? 'Ann' : 'Ben');
      list(newEntry(`way${round}`, `Owed while it was gone, ${way}`), ...listed);
      here.clock.advance(120_000);
      await tellsOf('Announcements wait', round);
      await tellsOf('is paused', round);
      await here.bot.idle();

      giveBack();
      await mod.waitForMessage(scene.channels.news, ({ content }) => content.includes(way));
      await mod.waitForChange(poll, ({ embeds }) =>
        (embeds[0]?.description ?? '').includes(round % 2 === 0 ? '**Ann** · 1 ' : '**Ben** · 1 '),
      );
      await here.bot.idle();
      expect(notices()).toHaveLength(before + 2);
      expect((await mod.command(scene.channels.general, 'announce status')).message.embeds[0]?.description).not.toMatch(
        /wait/,
      );
    },
  );

  it('the bot is added to the server again: what is owed is posted as well', async () => {
    const { world } = scene.discord;
    scene.discord.clearTraffic();
    world.removeMember(scene.guildId, scene.application.id);
    list(newEntry('rejoin', 'Owed while it was out'), ...listed);
    here.clock.advance(120_000);
    await scene.discord.waitForRequest(
      ({ method, path, status }) => method === 'POST' && path.includes(scene.channels.news) && status === 403,
    );
    await here.bot.idle();
    world.installApplication(scene.application.id, scene.guildId);
    await mod.waitForMessage(scene.channels.news, ({ content }) => content.includes('while it was out'));
  });
});
