import { ChannelType } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, type SeenMessage } from 'local-discord/testkit';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import type { FeedServer } from '../../testkit/network/feed-server.ts';

const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };
export const CHOICES = [
  { name: 'Till', emoji: '🐍' },
  { name: 'Ivan', emoji: '🦋' },
] as const;

/** One server of the trial, and what must be true of it, recorded without the bot. */
export interface TrialServer {
  readonly guildId: string;
  readonly predictions: string;
  readonly news: string;
  readonly feedPath: string;
  readonly mod: Person;
  /**
   * The first votes only while all is well; the second reacts during the trouble; the presses of the third are timed.
   */
  readonly fans: readonly [Person, Person, Person];
  poll: SeenMessage;
  /** Person → name of the choice that must count. */
  readonly votes: Map<string, string>;
  /** Titles that must be in the channel for news, each exactly once. */
  readonly published: string[];
  entries: TimelineEntry[];
}

export async function openServer(scene: Scene, feed: FeedServer, number: number): Promise<TrialServer> {
  const { world, url } = scene.discord;
  const guildId = world.createGuild({ name: `Garden ${number}`, locale: 'en-US' }).id;
  const channel = (name: string) => world.createChannel(guildId, { name, type: ChannelType.GuildText }).id;
  const [predictions, news] = [channel('predictions'), channel('news')];
  world.installApplication(scene.application.id, guildId);
  const connect = (name: string, moderator = false) =>
    connectPerson({ url, token: world.createPerson({ name, guildId, moderator }).token });
  const server: TrialServer = {
    ...{ guildId, predictions, news, feedPath: `/${number}.xml` },
    mod: await connect(`Mod ${number}`, true),
    fans: [await connect(`Ada ${number}`), await connect(`Bea ${number}`), await connect(`Cem ${number}`)],
    poll: {} as SeenMessage,
    votes: new Map(),
    published: [],
    entries: [OLD],
  };
  list(server, feed);
  return server;
}

/** Opens a poll and makes a subscription, by a moderator's commands. */
export async function furnish(server: TrialServer, feed: FeedServer): Promise<void> {
  const { mod, predictions, news, feedPath } = server;
  await mod.command(predictions, 'announce here', { channel: news, feed: `${feed.origin}${feedPath}` });
  const custom = `Round 9: ${CHOICES.map(({ name, emoji }) => `${emoji} ${name}`).join(' vs ')}`;
  await mod.command(predictions, 'poll open', { closes: 'in 300d', custom });
  server.poll = await mod.waitForMessage(predictions, ({ reactions }) => reactions?.length === 2);
}

function list(server: TrialServer, feed: FeedServer): void {
  const body = renderFeed('channel', server.entries.slice(0, 15));
  feed.set(server.feedPath, { headers: { 'content-type': 'text/xml' }, body });
}

/** Adds an entry to the feed of the server. */
export function publish(server: TrialServer, feed: FeedServer, number: number): string {
  const title = `News ${number}.`;
  const published = new Date().toISOString();
  server.entries = [
    { id: String(number).padStart(11, 'n'), title, published, views: 12, ratings: 3 },
    ...server.entries,
  ];
  server.published.push(title);
  list(server, feed);
  return title;
}

/** Presses, and fails unless the bot confirms the vote. */
export async function vote(server: TrialServer, fan: Person, choice: (typeof CHOICES)[number]): Promise<void> {
  const { message } = await fan.press(server.poll, choice.name);
  if (!/counted|moved|still/i.test(message.content)) throw new Error(`A press was answered: ${message.content}`);
  server.votes.set(fan.id, choice.name);
}

/** Reacts in place of any other reaction. No confirmation is needed: the reaction on the message is the record. */
export async function react(server: TrialServer, fan: Person, choice: (typeof CHOICES)[number]): Promise<void> {
  for (const other of CHOICES)
    if (other !== choice) await fan.unreact(server.predictions, server.poll.id, other.emoji).catch(() => {});
  await fan.react(server.predictions, server.poll.id, choice.emoji);
  server.votes.set(fan.id, choice.name);
}

/** What is wrong in a server: votes that do not count, entries that are missing or doubled. */
export function faultsOf(scene: Scene, server: TrialServer): string[] {
  const messagesIn = (channelId: string) => scene.discord.world.messages(channelId) as unknown as SeenMessage[];
  const shown = messagesIn(server.predictions).find(({ id }) => id === server.poll.id);
  const text = shown?.embeds[0]?.description ?? '';
  const counts = new Map([...text.matchAll(/(\w+)\*\* · (\d+)/g)].map(([, name, count]) => [name, Number(count)]));
  const faults: string[] = [];
  for (const { name } of CHOICES) {
    const wanted = [...server.votes.values()].filter((choice) => choice === name).length;
    if (counts.get(name) !== wanted) faults.push(`${name} has ${counts.get(name)} votes instead of ${wanted}`);
  }
  const news = messagesIn(server.news).map(({ content }) => content);
  for (const title of server.published) {
    const times = news.filter((content) => content.includes(title)).length;
    if (times !== 1) faults.push(`“${title}” was announced ${times} times`);
  }
  return faults;
}
