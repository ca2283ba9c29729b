import { runCommand } from 'local-discord';
import { connectPerson, type Person, type Scene, type SeenMessage } from 'local-discord/testkit';
import type { Chance } from '../../src/util/chance.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import type { FeedServer } from '../../testkit/network/feed-server.ts';

const FEEDS = 10;
/** One server of these has a poll; each of those has a member with a connected client, who presses buttons. */
const POLL_EVERY = 5;
const PRESSERS = 20;
const AT_ONCE = 8;
const CHOICES = [
  { name: 'Till', emoji: '🐍' },
  { name: 'Ivan', emoji: '🦋' },
] as const;

interface Place {
  readonly guildId: string;
  readonly channelId: string;
  readonly moderator: { readonly id: string; readonly token: string };
  readonly feed: number;
}

interface PollPlace extends Place {
  readonly pollId: string;
  /** How many votes each choice must show. */
  readonly votes: [number, number];
}

/** Servers with a subscription each, some with a poll, and what must be true of them, recorded without the bot. */
export interface ManyServers {
  /** A new member reacts to one of the polls. */
  vote(): void;
  /** A member presses a button until the press is confirmed; see `pressed`. Does nothing while all of them are busy. */
  press(): void;
  /** A new entry appears in one of the feeds. */
  publish(): void;
  /** Resolves when every press is confirmed. */
  pressed(): Promise<void>;
  /** What is missing and what is doubled. What is missing may still come; what is doubled is a fault at once. */
  faults(): { readonly missing: readonly string[]; readonly doubled: readonly string[] };
  readonly figures: () => Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export async function openManyServers(parts: {
  scene: Scene;
  feed: FeedServer;
  servers: number;
  chance: Chance;
  progress: (sentence: string) => void;
}): Promise<ManyServers> {
  const { scene, feed, chance } = parts;
  const { discord, application } = scene;
  const { world } = discord;
  const entries: TimelineEntry[][] = Array.from({ length: FEEDS }, (_, number) => [
    { id: `${number}`.padStart(11, 'o'), title: `Old ${number}`, published: '2023-01-05T09:00:00Z', views: 9 },
  ]);
  const list = (number: number) => {
    const body = renderFeed('channel', (entries[number] ?? []).slice(0, 15));
    feed.set(`/${number}.xml`, { headers: { 'content-type': 'text/xml' }, body });
  };
  for (const number of entries.keys()) list(number);
  const places = Array.from({ length: parts.servers }, (_, number): Place => {
    const guildId = world.createGuild({ name: `Garden ${number}` }).id;
    world.installApplication(application.id, guildId);
    return {
      guildId,
      channelId: world.createChannel(guildId, { name: 'garden' }).id,
      moderator: world.createPerson({ name: `Mod ${number}`, guildId, moderator: true }),
      feed: number % FEEDS,
    };
  });
  const command = ({ moderator, guildId, channelId }: Place, call: string, values: Record<string, string>) =>
    runCommand(discord, { person: moderator, guildId, channelId }, call, values);

  await sideBySide(places, (place) =>
    command(place, 'announce here', { channel: place.channelId, feed: `${feed.origin}/${place.feed}.xml` }),
  );
  parts.progress(`${places.length} servers are subscribed`);
  const custom = `Round 9: ${CHOICES.map(({ name, emoji }) => `${emoji} ${name}`).join(' vs ')}`;
  const polls: PollPlace[] = [];
  await sideBySide(
    places.filter((_, number) => number % POLL_EVERY === 0),
    async (place) => {
      await command(place, 'poll open', { closes: 'in 300d', custom });
      const messages = world.messages(place.channelId) as unknown as SeenMessage[];
      const poll = messages.find(({ embeds }) => embeds[0]?.title?.includes('Round 9') === true);
      if (poll === undefined) throw new Error('A poll was opened and is not there');
      polls.push({ ...place, pollId: poll.id, votes: [0, 0] });
    },
  );
  parts.progress(`${polls.length} polls are open`);

  const pressers: { readonly person: Person; readonly poll: PollPlace; choice: 0 | 1 | undefined; busy: boolean }[] =
    [];
  for (const poll of polls.slice(0, PRESSERS)) {
    const { token } = world.createPerson({ name: 'Presser', guildId: poll.guildId });
    pressers.push({ person: await connectPerson({ url: discord.url, token }), poll, choice: undefined, busy: false });
  }
  const pressing = new Set<Promise<void>>();
  const counts = { reactions: 0, presses: 0, pressesAgain: 0, entries: 0 };
  let over = false;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance.fraction() * list.length)] as T;

  async function pressUntilAcknowledged(presser: (typeof pressers)[number], choice: 0 | 1): Promise<void> {
    const { person, poll } = presser;
    presser.busy = true;
    const shown = (world.messages(poll.channelId) as unknown as SeenMessage[]).find(({ id }) => id === poll.pollId);
    while (!over && shown !== undefined) {
      const answer = await person.press(shown, CHOICES[choice].name).catch(() => undefined);
      if (answer !== undefined && /counted|moved|still/i.test(answer.message.content)) {
        if (presser.choice !== undefined) poll.votes[presser.choice] -= 1;
        poll.votes[choice] += 1;
        presser.choice = choice;
        counts.presses += 1;
        break;
      }
      counts.pressesAgain += 1;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    presser.busy = false;
  }

  return {
    vote() {
      const poll = pick(polls);
      const choice = chance.fraction() < 0.5 ? 0 : 1;
      const { id } = world.createPerson({ name: 'Fan', guildId: poll.guildId });
      world.react(id, poll.channelId, poll.pollId, CHOICES[choice].emoji);
      poll.votes[choice] += 1;
      counts.reactions += 1;
    },
    press() {
      const free = pressers.filter(({ busy }) => !busy);
      if (free.length === 0) return;
      const work: Promise<void> = pressUntilAcknowledged(pick(free), chance.fraction() < 0.5 ? 0 : 1).finally(() =>
        pressing.delete(work),
      );
      pressing.add(work);
    },
    publish() {
      const number = Math.floor(chance.fraction() * FEEDS);
      counts.entries += 1;
      const entry = {
        id: `${counts.entries}`.padStart(11, 'n'),
        title: `News ${counts.entries}.`,
        published: new Date().toISOString(),
        views: 12,
        ratings: 3,
      };
      entries[number] = [entry, ...(entries[number] ?? [])];
      list(number);
    },
    async pressed() {
      while (pressing.size > 0) await Promise.all(pressing);
    },
    faults() {
      const messagesIn = (channelId: string) => world.messages(channelId) as unknown as SeenMessage[];
      const news = places.map((place) => {
        const titles = (entries[place.feed] ?? []).slice(0, -1).flatMap(({ title }) => title ?? []);
        return { times: timesIn(messagesIn(place.channelId), titles), place };
      });
      const found = (fits: (times: number) => boolean) =>
        news.flatMap(({ times, place }) =>
          [...times].flatMap(([title, n]) => (fits(n) ? [`“${title}” is in ${place.channelId} ${n} times`] : [])),
        );
      const missing = polls.flatMap((poll) => miscounted(messagesIn(poll.channelId), poll));
      return { missing: [...missing, ...found((n) => n === 0)], doubled: found((n) => n > 1) };
    },
    figures: () => ({
      ...counts,
      posts: places.reduce((sum, { feed: number }) => sum + (entries[number]?.length ?? 1) - 1, 0),
    }),
    async close() {
      over = true;
      await Promise.all(pressers.map(({ person }) => person.close()));
      await Promise.all(pressing);
    },
  };
}

/** In how many of these messages each title occurs. */
function timesIn(messages: readonly SeenMessage[], titles: readonly string[]): ReadonlyMap<string, number> {
  return new Map(titles.map((title) => [title, messages.filter(({ content }) => content.includes(title)).length]));
}

/** What a poll shows that differs from the votes made. */
function miscounted(messages: readonly SeenMessage[], { pollId, votes }: PollPlace): string[] {
  const text = messages.find(({ id }) => id === pollId)?.embeds[0]?.description ?? '';
  const shown = new Map([...text.matchAll(/(\w+)\*\* · (\d+)/g)].map(([, name, count]) => [name, Number(count)]));
  return CHOICES.flatMap(({ name }, index) => {
    const has = shown.get(name) ?? 0;
    return has === votes[index] ? [] : [`${name} has ${has} votes instead of ${votes[index]} (poll ${pollId})`];
  });
}

async function sideBySide<T>(list: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const lane = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
