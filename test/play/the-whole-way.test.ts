import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectPerson,
  type Person,
  reactionName,
  type Scene,
  type SeenMessage,
  startScene,
  writtenIn,
} from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

const MISSING_PERMISSIONS = 50013;
const ROUND_3 = { id: 'round30000r', title: 'ALIEN STAGE ROUND 3', published: '2023-01-05T09:00:00Z' };

/**
 * One story from an empty server to right standings, with the built bot as a process of its own: killed between two votes,
 * away while somebody reacts, and told nothing when its announcement was posted.
 */
describe('The whole way from installing the bot to the result of a poll', { shuffle: false }, () => {
  let folder: string;
  let scene: Scene;
  let feed: FeedServer;
  let feedUrl: string;
  let bot: BuiltBot;
  let watch: SpoilerWatch;
  let mod: Person;
  let fans: Person[];
  let poll: SeenMessage;

  const person = (token: string) => connectPerson({ url: scene.discord.url, token });
  const start = async () => {
    bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      FEED_ALLOW_PRIVATE: 'true',
      FEED_INTERVAL_SECONDS: '1',
    });
    await bot.ready();
  };
  const fan = (index: number): Person => {
    const found = fans[index];
    if (!found) throw new Error(`There is no fan ${index}`);
    return found;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    feed = await startFeedServer();
    feedUrl = `${feed.origin}/feed.xml`;
    list(ROUND_3);
    watch = watchSpoilers(scene.discord);
    const more = ['Dee', 'Eli', 'Fay'].map((name) =>
      scene.discord.world.createPerson({ name, guildId: scene.guildId }),
    );
    mod = await person(scene.moderator.token);
    fans = await Promise.all([...scene.fans, ...more].map(({ token }) => person(token)));
    await start();
  });

  afterAll(async () => {
    await Promise.all([mod, ...fans].map((someone) => someone.close()));
    await bot.end('SIGTERM');
    await feed.close();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a moderator sets the server up by two commands', async () => {
    watch.member(mod.id, 'all');
    const set = await mod.command(scene.channels.general, 'spoilers server', { episode: 'round-3' });
    expect(set.private).toBe(true);
    expect(set.message.content).toContain('Round 3');
    watch.server('round-3');
    const here = await mod.command(scene.channels.general, 'announce here', {
      channel: scene.channels.news,
      feed: feedUrl,
    });
    expect(here.message.content).toContain(`<#${scene.channels.news}>`);
  });

  it('a fan who has watched nothing and one who has watched up to Round 3 ask the same and get different answers', async () => {
    await fan(0).command(scene.channels.general, 'watched', { episode: 'none' });
    watch.member(fan(0).id, 'none');
    const nothing = await fan(0).command(scene.channels.general, 'character', { name: 'Ivan', private: true });
    const three = await fan(1).command(scene.channels.general, 'character', { name: 'Ivan', private: true });
    expect(writtenIn(three.message)).toContain('Round 3');
    expect(writtenIn(nothing.message)).not.toEqual(writtenIn(three.message));
  });

  it('a poll for the next match is opened with a reaction for each contestant', async () => {
    const offered = await mod.suggest(scene.channels.predictions, 'poll open', { closes: 'in 2h', match: '' }, 'match');
    const round6 = offered.find(({ value }) => value === 'round-6');
    expect(round6?.name).toContain('Till – Ivan');
    const opened = await mod.command(scene.channels.predictions, 'poll open', { closes: 'in 2h', match: 'round-6' });
    expect(opened.message.content).toContain('Opened');
    poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 2);
    expect(poll.embeds[0]?.title).toBe('Round 6: who wins?');
  });

  it('five fans react, one changes their mind, one presses the button, and the process dies between two votes', async () => {
    const [till, ivan] = emoji();
    for (const index of [0, 1]) await fan(index).react(poll.channel_id, poll.id, till);
    const receipt = await fan(2).press(poll, 'Ivan');
    expect(receipt.private).toBe(true);
    expect(receipt.message.content).toContain('Counted');
    await bot.end('SIGKILL');

    await fan(3).react(poll.channel_id, poll.id, till);
    await start();
    await fan(4).react(poll.channel_id, poll.id, ivan);
    await fan(5).react(poll.channel_id, poll.id, till);
    await fan(0).react(poll.channel_id, poll.id, ivan);
    const counted = await mod.waitForChange(poll, shows({ Till: 3, Ivan: 3, total: 6 }));
    expect(counted.embeds[0]?.description).toContain('6 votes');
  });

  it('a new entry is announced once though the answer to the post was lost, and its poll locks', async () => {
    const title = 'ALIEN STAGE ROUND 6';
    watch.allow(title);
    scene.discord.fault({ kind: 'lost-answer', route: '/channels/:channel/messages', times: 1 });
    list({ id: 'round60000r', title, published: new Date().toISOString(), views: 12, ratings: 3 }, ROUND_3);
    await bot.advanceClock(2);
    const announced = await mod.waitForMessage(scene.channels.news, ({ content }) => content.includes(title));
    expect(announced.content).toContain('A new episode is out: **Round 6**');
    await bot.waitForLog(({ msg }) => msg === 'An entry was announced', 'the announcement to be recorded');
    expect(scene.discord.traffic.filter(({ answerLost }) => answerLost)).toHaveLength(1);
    expect(scene.discord.world.messages(scene.channels.news)).toHaveLength(1);

    const locked = await mod.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('locked'));
    const late = await fan(2)
      .press(locked, 'Till')
      .catch(() => undefined);
    expect(late?.message.content ?? 'the button is off').not.toContain('Moved');
  });

  it('the result is given, hidden from those who have not watched it, and the standings are right', async () => {
    const given = await mod.command(scene.channels.predictions, 'poll result', {
      poll: poll.embeds[0]?.title?.split(':')[0] ?? '',
      winner: 'Till',
    });
    const watched = await mod.press(given.message, 'I have watched Round 6');
    await mod.press(watched.message, 'Yes, do it');
    const result = await mod.waitForMessage(scene.channels.predictions, ({ content }) => content.includes('is in'));
    expect(result.content).not.toContain('Till');
    const asked = await fan(1).press(result, 'Show the result');
    expect(asked.message.content).not.toContain('Till');

    const before = await fan(1).command(scene.channels.general, 'standings');
    expect(before.message.content).toContain('Nobody has points yet');
    await mod.command(scene.channels.general, 'spoilers server', { episode: 'round-6' });
    watch.server('round-6');
    const after = await fan(1).command(scene.channels.general, 'standings');
    const lines = writtenIn(after.message)
      .split('\n')
      .filter((line) => line.includes('<@'));
    expect(lines).toHaveLength(6);
    const winners = [1, 3, 5].map((index) => fan(index).id);
    for (const id of winners) expect(lines.find((line) => line.includes(id))).toMatch(/🥇.*20 points/);
    for (const index of [0, 2, 4])
      expect(lines.find((line) => line.includes(fan(index).id))).toMatch(/\*\*4\.\*\*.*0 points/);
  });

  it('nothing that was sent told anybody more than they had watched, and Discord found nothing to refuse', () => {
    watch.look();
    expect(watch.looked()).toBeGreaterThan(20);
    const invalid = scene.discord.traffic.filter(
      ({ status, code }) => status >= 400 && status !== 429 && code !== MISSING_PERMISSIONS,
    );
    expect(invalid.map(({ method, path, status, code }) => ({ method, path, status, code }))).toEqual([]);
    // Without Manage Messages a reaction cannot be taken off: it is tried once a start, and the votes are right all the same.
    const forbidden = scene.discord.traffic.filter(({ code }) => code === MISSING_PERMISSIONS);
    expect(forbidden.map(({ method }) => method)).toEqual(['DELETE']);
  });

  function list(...entries: readonly TimelineEntry[]): void {
    feed.set('/feed.xml', {
      headers: { 'content-type': 'text/xml; charset=UTF-8' },
      body: renderFeed('channel', entries),
    });
  }

  function emoji(): [string, string] {
    const [first, second] = poll.reactions ?? [];
    return [reactionName(first?.emoji), reactionName(second?.emoji)];
  }

  function shows(votes: { Till: number; Ivan: number; total: number }) {
    return ({ embeds }: SeenMessage) => {
      const text = embeds[0]?.description ?? '';
      return text.includes(`**Till** · ${votes.Till} `) && text.includes(`**Ivan** · ${votes.Ivan} `);
    };
  }
});
