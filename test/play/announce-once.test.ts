import { MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newEntry, OLD_ENTRY, openStage, type Stage } from './announce-stage.ts';

const POST = 'POST /channels/:channel/messages';

/** Whatever happens between the feed and the channel, told with the real client and the built bot. */
describe('An entry is announced once', () => {
  let stage: Stage;
  const channels = () => stage.scene.channels;
  const contents = (channelId: string) => stage.posts(channelId).map(({ content }) => content);
  const appears = (channelId: string, text: string) =>
    stage.mod.waitForMessage(channelId, ({ content }) => content.includes(text));
  const recorded = (count: number) =>
    stage.bot.waitForLog(
      () => stage.bot.log.filter(({ msg }) => msg === 'An entry was announced').length >= count,
      `${count} announcements to be recorded`,
    );

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    stage.watch.look();
    await stage.close();
  });

  it('though the answer to the post was lost, and Discord answered 5xx to the next', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    stage.scene.discord.fault({ kind: 'lost-answer', route: POST, times: 1 });
    stage.scene.discord.fault({ kind: 503, route: POST, times: 6 });
    stage.list(newEntry('first', 'The first'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await appears(channels().news, 'The first');
    await stage.bot.advanceClock(10);
    await recorded(1);
    expect(contents(channels().news)).toHaveLength(1);
  });

  it('though the process was killed right after posting, before it could record it', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    const posted = stage.scene.discord.waitForRequest(
      ({ method, route, path }) => `${method} ${route}` === POST && path.includes(channels().news),
    );
    stage.scene.discord.fault({ kind: 'lost-answer', route: POST, times: 4 });
    stage.list(newEntry('killed', 'Posted and killed'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await posted;
    await stage.bot.end('SIGKILL');
    stage.scene.discord.resetFaults();

    stage.bot = stage.start();
    await stage.bot.ready();
    await recorded(1);
    expect(contents(channels().news)).toHaveLength(1);
  });

  it('although the process is killed and Discord has forgotten the nonce: the new process finds the post', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    stage.scene.discord.fault({ kind: 'lost-answer', route: POST, times: 4 });
    stage.list(newEntry('long', 'Posted long ago'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await appears(channels().news, 'Posted long ago');
    await stage.bot.end('SIGKILL');
    stage.scene.discord.resetFaults();
    stage.scene.discord.clearTraffic();

    stage.bot = stage.start();
    await stage.bot.advanceClock(600);
    await stage.bot.ready();
    await recorded(1);
    expect(contents(channels().news)).toHaveLength(1);
    const looked = stage.scene.discord.traffic.filter(
      ({ method, route }) => method === 'GET' && route === '/channels/:channel/messages',
    );
    expect(looked).toHaveLength(1);
    expect(stage.scene.discord.traffic.filter(({ method, route }) => `${method} ${route}` === POST)).toHaveLength(0);
  });

  it('although two processes overlap: the second waits until the first is gone', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    const second = stage.start();
    await second.waitForLog(({ msg }) => /wait/i.test(msg), 'the second to say that it waits');
    stage.list(newEntry('both', 'Seen by two'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await recorded(1);
    await stage.bot.end('SIGTERM');
    stage.bot = second;
    await second.ready();
    stage.list(newEntry('later', 'Seen by one'), newEntry('both', 'Seen by two'), OLD_ENTRY);
    await second.advanceClock(2);
    await appears(channels().news, 'Seen by one');
    expect(contents(channels().news)).toHaveLength(2);
  });

  it('and nothing is announced of an error page, and all of it once the feed is back, oldest first', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    stage.feed.set('/feed.xml', {
      headers: { 'content-type': 'text/html' },
      body: '<!DOCTYPE html><html><body>Sorry</body></html>',
    });
    await stage.bot.advanceClock(2);
    await stage.bot.waitForLog(
      ({ failure }) => (failure as { reason?: string } | undefined)?.reason === 'not-a-feed',
      'the page to be refused',
    );
    const status = await stage.announce('status');
    expect(JSON.stringify(status.embeds)).toContain('what comes is no feed, but a page');

    const older = newEntry('one', 'Made first', { published: '2026-11-21T10:00:00Z' });
    stage.list(newEntry('two', 'Made second'), older, OLD_ENTRY);
    await stage.bot.advanceClock(10);
    await appears(channels().news, 'Made second');
    expect(contents(channels().news).map((content) => /\*\*(.*)\*\*/.exec(content)?.[1])).toEqual([
      'Made first',
      'Made second',
    ]);
  });

  it('in a working channel at once while another is broken, whose moderators are told once what to grant, and get it later', async () => {
    const { world } = stage.scene.discord;
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    await stage.announce('here', { channel: channels().predictions, feed: stage.feedUrl });
    world.setOverwrite(channels().predictions, { roleId: stage.scene.botRoleId, deny: P.SendMessages });
    stage.list(newEntry('half', 'Half the channels'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await appears(channels().news, 'Half the channels');
    await stage.bot.waitForLog(
      ({ msg }) => msg.startsWith('An announcement cannot be made now'),
      'the dead channel to be noticed',
    );

    const told = await stage.announce('why', { subscription: channels().predictions });
    expect(told.content).toContain('For moderators');
    expect(told.content).toContain(`<#${channels().predictions}>`);
    expect(told.content).toContain('**Send Messages**');
    const again = await stage.announce('status');
    expect(again.content).not.toContain('For moderators');

    world.setOverwrite(channels().predictions, { roleId: stage.scene.botRoleId, allow: P.SendMessages });
    await stage.announce('status');
    await appears(channels().predictions, 'Half the channels');
    expect(contents(channels().predictions)).toHaveLength(1);
    expect(contents(channels().news)).toHaveLength(1);
  });

  it('is held while the history may not be read, and goes on when it may', async () => {
    const { world } = stage.scene.discord;
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl });
    stage.scene.discord.fault({ kind: 'lost-answer', route: POST, times: 4 });
    stage.list(newEntry('held', 'Held back'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    await appears(channels().news, 'Held back');
    world.setOverwrite(channels().news, { roleId: stage.scene.botRoleId, deny: P.ReadMessageHistory });
    await stage.bot.end('SIGKILL');
    stage.scene.discord.resetFaults();

    stage.bot = stage.start();
    await stage.bot.advanceClock(600);
    await stage.bot.ready();
    await stage.bot.waitForLog(
      ({ detail }) => (detail as { kind?: string } | undefined)?.kind === 'no-history',
      'the missing permission to be noticed',
    );
    const told = await stage.announce('status');
    expect(told.content).toContain('**Read Message History**');

    world.setOverwrite(channels().news, { roleId: stage.scene.botRoleId, allow: P.ReadMessageHistory });
    await stage.announce('status');
    await recorded(1);
    expect(contents(channels().news)).toHaveLength(1);
  });

  it('and is published and given a thread afterwards, each on its own and once', async () => {
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl, publish: true, thread: true });
    stage.scene.discord.fault({ kind: 'lost-answer', route: '/crosspost', times: 4 });
    stage.scene.discord.fault({ kind: 500, route: '/threads', times: 5 });
    stage.list(newEntry('follow', 'Followed'), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    const post = await appears(channels().news, 'Followed');
    for (const route of ['/crosspost', '/threads']) {
      await stage.bot.waitForLog(
        ({ kind }) => kind === (route === '/threads' ? 'thread' : 'publish'),
        `${route} to fail`,
      );
    }
    await stage.bot.advanceClock(20);
    await stage.scene.discord.waitForRequest(({ path, status }) => path.endsWith('/threads') && status === 201);
    await stage.scene.discord.waitForRequest(({ path, code }) => path.endsWith('/crosspost') && code === 40033);
    const [seen, ...more] = stage.posts(channels().news);
    expect(more.filter(({ content }) => content.includes('Followed'))).toEqual([]);
    expect(seen?.id).toBe(post.id);
    expect(Number(seen?.flags) & MessageFlags.Crossposted).not.toBe(0);
    expect((seen?.thread as { name?: string } | undefined)?.name).toBe('New video');
  });
});
