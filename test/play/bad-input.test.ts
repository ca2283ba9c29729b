import { connectPerson, type Person, type Scene, startScene, writtenIn } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

/** What cannot be understood gets a clear sentence or a line in the log, and everything else goes on. */
describe('Bad input', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let feed: FeedServer;
  let mod: Person;
  let fan: Person;

  beforeAll(async () => {
    scene = await startScene();
    here = await startBotHere(scene);
    feed = await startFeedServer();
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
  });

  afterAll(async () => {
    await mod.close();
    await fan.close();
    await here.bot.stop();
    await feed.close();
    await scene.discord.close();
  });

  it('a button of an older version says so, to the one who pressed it', async () => {
    const { world } = scene.discord;
    const { id: botId, botToken } = scene.application;
    const sent = await fetch(`${scene.discord.api}/v10/channels/${scene.channels.general}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        content: 'From long ago',
        components: [
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: 'Gone', custom_id: 'handler-of-old:1' },
              { type: 2, style: 1, label: 'Other form', custom_id: 'vote:only-one-field' },
              { type: 2, style: 1, label: 'Unknown poll', custom_id: 'vote:123:mizi' },
            ],
          },
        ],
      }),
    });
    expect(sent.status).toBe(200);
    const message = await fan.waitForMessage(scene.channels.general, ({ author }) => author.id === botId);
    for (const label of ['Gone', 'Other form']) {
      const answer = await fan.press(message, label);
      expect(answer.private).toBe(true);
      expect(answer.message.content).toContain('older version');
    }
    expect((await fan.press(message, 'Unknown poll')).message.content).toBe('This poll is no longer kept.');
    expect(world.messages(scene.channels.general)).toHaveLength(1);
  });

  it('an option that this version does not have is answered by a sentence, not by silence', async () => {
    // What is registered is one option ahead of the code, as after going back to an older version.
    const commands = (await fan.commands(scene.channels.general)).map(({ name }) => name);
    expect(commands).toContain('help');
    const route = `${scene.discord.api}/v10/applications/${scene.application.id}/commands`;
    const headers = { authorization: `Bot ${scene.application.botToken}`, 'content-type': 'application/json' };
    const registered = (await (await fetch(route, { headers })).json()) as { name: string; id: string }[];
    const help = registered.find(({ name }) => name === 'help');
    const edited = await fetch(route, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        name: 'help',
        description: 'Ahead',
        options: [{ type: 3, name: 'topic', description: 'New' }],
      }),
    });
    expect(edited.status, `command ${help?.id} could be changed`).toBeLessThan(300);
    const answer = await fan.command(scene.channels.general, 'help', { topic: 'votes' });
    expect(answer.private).toBe(true);
    expect(answer.message.content).toContain('has changed');
  });

  it('a poll whose message was deleted goes on: votes by others are kept, the lock and the result come', async () => {
    await mod.command(scene.channels.general, 'spoilers server', { episode: 'all' });
    const opened = await mod.command(scene.channels.predictions, 'poll open', {
      closes: 'in 1h',
      custom: 'Round 9: 🐍 Till vs 🦋 Nobody',
    });
    expect(opened.message.content).toContain('Opened');
    const poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 2);
    await fan.press(poll, 'Till');
    scene.discord.world.deleteMessage(scene.channels.predictions, poll.id);
    here.clock.advance(3_700_000);
    await scene.discord.waitForRequest(({ method, code }) => method === 'PATCH' && code === 10008);
    const given = await mod.command(scene.channels.predictions, 'poll result', { poll: 'Round 9', winner: 'Till' });
    expect(given.message.content).toContain('won');
    const result = await mod.waitForMessage(scene.channels.predictions, ({ content }) => content.includes('called it'));
    expect(result.content).toMatch(/Till.* won .*Round 9.*\nThe crowd: .*\n1 of 1 .*called it/);
    const standings = await fan.command(scene.channels.general, 'standings');
    expect(writtenIn(standings.message)).toContain('10 points');
    expect(here.log.filter(({ level }) => level >= 50)).toEqual([]);
  });

  it('a feed that answers with a page of HTML is kept, tried again, and shown as failing', async () => {
    const rss = '<rss version="2.0"><channel><title>F</title><link>https://site.example/</link></channel></rss>';
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: rss });
    await mod.command(scene.channels.news, 'announce here', { feed: `${feed.origin}/feed.xml` });
    const page = new Promise<void>((resolve) => {
      feed.set('/feed.xml', () => {
        resolve();
        return { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Before you continue</title>' };
      });
    });
    here.clock.advance(3_600_000);
    await page;
    await here.bot.idle();
    const status = await mod.command(scene.channels.news, 'announce status');
    expect(status.message.embeds[0]?.description).toContain('the last look failed');
    const readAgain = new Promise<void>((resolve) => {
      feed.set('/feed.xml', () => {
        resolve();
        return { status: 404, body: 'Not found' };
      });
    });
    here.clock.advance(3_600_000);
    await readAgain;
    expect(here.log.some(({ msg }) => msg.includes('could not be read'))).toBe(true);
  });

  it('times, matches and contestants that make no sense are refused with what to write instead', async () => {
    const open = (options: Record<string, string>) => mod.command(scene.channels.predictions, 'poll open', options);
    const said = async (options: Record<string, string>) => (await open(options)).message.content;
    expect(await said({ closes: 'soonish', custom: 'A vs B' })).toContain('cannot read “soonish” as a time');
    expect(await said({ closes: '2020-01-01', custom: 'A vs B' })).toContain('passed already');
    expect(await said({ closes: '2099-01-01', custom: 'A vs B' })).toContain('more than a year');
    expect(await said({ closes: '1h' })).toContain('custom');
    expect(await said({ closes: '1h', custom: 'Alone' })).toContain('at least two');
    expect(await said({ closes: '1h', custom: 'A vs a' })).toContain('same name');
    expect(await said({ closes: '1h', match: 'round-1' })).toContain('watched that match already');
    expect(await said({ closes: '1h', match: 'no such match anywhere' })).toContain('couldn’t find that match');
  });
});
