import { readFileSync } from 'node:fs';
import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../testkit/bot/bot-here.ts';
import { textOf } from '../testkit/bot/evening.ts';
import { renderFeed, type TimelineEntry } from '../testkit/feeds/render-feed.ts';
import { type FileTrace, traceFiles } from '../testkit/flows/trace-files.ts';
import { type FeedServer, startFeedServer } from '../testkit/network/feed-server.ts';

const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };
const MOST_NAMED = 10;

/** The files that a page numbers, in its order. */
function filesOn(page: string): string[] {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^\d+\. \[([^\]]+)\]\(\.\.\/\1\)/gm)].map(([, path = '']) => path);
}

describe('The page of a flow names at most ten files in order, each of which runs', () => {
  let trace: FileTrace;
  let scene: Scene;
  let feed: FeedServer;
  let here: BotHere;
  let mod: Person;
  let fan: Person;
  const show = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });

  /** Everything on the page ran since `trace` was last taken. */
  async function holds(page: string): Promise<void> {
    const named = filesOn(page);
    const ran = new Set(await trace.take());
    expect(named.length).toBeGreaterThan(5);
    expect(named.length).toBeLessThanOrEqual(MOST_NAMED);
    expect(named.filter((path) => !ran.has(path))).toEqual([]);
  }

  beforeEach(async () => {
    trace = await traceFiles();
    scene = await startScene();
    feed = await startFeedServer();
    show(OLD);
    const person = (token: string) => connectPerson({ url: scene.discord.url, token });
    [mod, fan] = await Promise.all([person(scene.moderator.token), person(scene.fans[0].token)]);
    here = await startBotHere(scene, { FEED_INTERVAL_SECONDS: '1' });
    await mod.command(scene.channels.general, 'spoilers server', { episode: 'round-5' });
  });

  afterEach(async () => {
    await Promise.all([mod, fan].map((someone) => someone.close()));
    await here.bot.stop();
    await feed.close();
    await scene.discord.close();
    await trace.end();
  });

  it('when a member asks for a character', async () => {
    await trace.take();
    await fan.command(scene.channels.general, 'character', { name: 'Till' });
    await holds('flow-of-an-answer.md');
  });

  it('when a member votes', async () => {
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', match: 'round-6' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => reactions?.length === 2);
    await trace.take();
    await fan.press(poll, 'Till');
    here.clock.advance(10_000);
    await mod.waitForChange(poll, (now) => textOf(now).includes('-# 1 vote'));
    await holds('flow-of-a-vote.md');
  });

  it('when an entry appears', async () => {
    const { general, news } = scene.channels;
    await mod.command(general, 'announce here', { channel: news, feed: `${feed.origin}/feed.xml` });
    const published = new Date(here.clock.now()).toISOString();
    show({ id: 'new0000000n', title: 'A new video', published, views: 9, ratings: 3 }, OLD);
    await trace.take();
    here.clock.advance(2_000);
    await mod.waitForMessage(news, ({ content }) => content.includes('A new video'));
    await holds('flow-of-an-announcement.md');
  });
});
