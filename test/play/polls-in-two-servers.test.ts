import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf as text } from '../../testkit/bot/evening.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { copySeries } from '../../testkit/knowledge/series-copy.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const MINUTE_MS = 60_000;
const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };

describe('An episode predicted in a server that subscribes to nothing', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let feed: FeedServer;
  let folder: string;
  let mod: Person;
  let ada: Person;
  let poll: SeenMessage;
  const channel = () => scene.channels.predictions;
  const list = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    feed = await startFeedServer();
    list(OLD);
    scene = await startScene();
    here = await startBotHere(scene, {
      KNOWLEDGE_DIR: (await copySeries(folder, { url: `${feed.origin}/feed.xml` })).folder,
    });
    const connect = ({ token }: { token: string }) => connectPerson({ url: scene.discord.url, token });
    [mod, ada] = await Promise.all([connect(scene.moderator), connect(scene.fans[0])]);
    await mod.command(channel(), 'spoilers server', { episode: 'round-5' });
  });

  afterAll(async () => {
    await Promise.all([mod.close(), ada.close()]);
    await here.bot.stop();
    await scene.discord.close();
    await feed.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('locks its poll as of the moment when the series’ own feed showed it', async () => {
    await mod.command(channel(), 'poll open', { closes: 'round-6', match: 'round-6' });
    poll = await mod.waitForMessage(channel(), ({ reactions }) => reactions?.length === 2);
    await here.bot.idle();
    await ada.press(poll, 'Till');
    here.clock.advance(10 * MINUTE_MS);
    const published = new Date(here.clock.now()).toISOString();
    list({ id: 'round60000r', title: 'ALIEN STAGE ROUND 6', views: 12, ratings: 3, published }, OLD);
    here.clock.advance(4 * MINUTE_MS);
    expect((await ada.press(poll, 'Ivan')).message.content).toContain('Moved from');
    here.clock.advance(10 * MINUTE_MS);
    const locked = await mod.waitForChange(poll, (now) => text(now).includes('The episode is out'));
    expect(text(locked)).toContain('Till** · 1 ');
    expect(text(locked)).toContain('Ivan** · 0 ');
  });

  it('cannot be waited for any more, by a new poll or by one that is open', async () => {
    const again = await mod.command(channel(), 'poll open', { closes: 'round-6', match: 'round-6' });
    expect(again.message.content).toContain('out already');
    await mod.command(channel(), 'poll open', { closes: 'in 2h', custom: 'Dance-off: A vs B' });
    const edited = await mod.command(channel(), 'poll edit', { poll: 'Dance-off', closes: 'round-6' });
    expect(edited.message.content).toContain('out already');
  });

  it('can be waited for by an open poll, which then says so', async () => {
    const edited = await mod.command(channel(), 'poll edit', { poll: 'Dance-off', closes: 'final' });
    expect(edited.message.content).toContain('locks when **Final** is out');
    const drawn = await mod.waitForMessage(channel(), ({ embeds }) =>
      text({ embeds } as SeenMessage).includes('Final'),
    );
    expect(text(drawn)).toContain('Locks when Final is out');
    const reopened = await mod.command(channel(), 'poll reopen', { poll: 'Round 6', closes: 'final' });
    expect(reopened.message.content).toContain('Give a time');
  });
});
