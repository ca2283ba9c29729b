import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectPerson,
  type OptionValue,
  type Person,
  type Scene,
  type SeenMessage,
  startScene,
} from 'local-discord/testkit';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

/** A server with a moderator, a feed of its own, and the built bot as a process of its own. */
export interface Stage {
  readonly scene: Scene;
  readonly feed: FeedServer;
  readonly feedUrl: string;
  readonly mod: Person;
  readonly watch: SpoilerWatch;
  bot: BuiltBot;
  /** Another run of the bot over the same store. */
  start(): BuiltBot;
  /** What the feed lists from now on, newest first. */
  list(...entries: readonly TimelineEntry[]): void;
  /** `/announce NAME` by the moderator; what it answers. */
  announce(name: string, options?: Readonly<Record<string, OptionValue>>): Promise<SeenMessage>;
  /** What stands in a channel, oldest first. */
  posts(channelId: string): readonly { id: string; content: string; [field: string]: unknown }[];
  close(): Promise<void>;
}

/** Nothing of the series: with it a story needs no title that is allowed to be seen. */
export const OLD_ENTRY: TimelineEntry = {
  id: 'old0000000r',
  title: 'An old video',
  published: '2023-01-05T09:00:00Z',
  views: 9,
};

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-'));
  const scene = await startScene();
  const feed = await startFeedServer();
  const feedUrl = `${feed.origin}/feed.xml`;
  const watch = watchSpoilers(scene.discord);
  const mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
  const bots: BuiltBot[] = [];

  const start = () => {
    const bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      FEED_ALLOW_PRIVATE: 'true',
      FEED_INTERVAL_SECONDS: '1',
    });
    bots.push(bot);
    return bot;
  };
  const list = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });

  list(OLD_ENTRY);
  const stage: Stage = {
    scene,
    feed,
    feedUrl,
    mod,
    watch,
    bot: start(),
    start,
    list,
    async announce(name, options = {}) {
      return (await mod.command(scene.channels.general, `announce ${name}`, options)).message;
    },
    posts: (channelId) => scene.discord.world.messages(channelId) as unknown as ReturnType<Stage['posts']>,
    async close() {
      await mod.close();
      await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
      await feed.close();
      await scene.discord.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await stage.bot.ready();
  return stage;
}

/** A new entry that is out now. */
export function newEntry(id: string, title: string, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  return { id: id.padEnd(11, '0'), title, published: new Date().toISOString(), views: 12, ratings: 3, ...rest };
}
