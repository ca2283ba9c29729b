import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord-api-types/v10';
import {
  connectPerson,
  everyComponent,
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
import { copySeries, type SeriesCopy } from '../../testkit/knowledge/series-copy.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const VIDEO = 'zombie2vid0';
const UPLOAD = 'ZOMBIE STAGE ROUND 2: TILL vs IVAN';
const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };

/** What a person of that language types, presses and reads. */
interface Words {
  readonly hello: string;
  readonly setUp: string;
  readonly howFar: string;
  readonly label: string;
  readonly pair: string;
  readonly till: string;
  readonly ivan: string;
  readonly post: string;
  readonly yesIs: string;
  readonly yesDo: string;
  readonly counted: string;
  readonly two: string;
  readonly locked: string;
  readonly announced: string;
  readonly unrecognised: string;
  readonly oneOfThese: string;
  readonly resultIsIn: string;
  readonly tillWon: string;
  readonly ivanWon: string;
  readonly tenPoints: string;
  readonly known: string;
  readonly correctIt: string;
}

const ENGLISH: Words = {
  hello: 'Hello',
  setUp: 'Set up',
  howFar: 'How far has this server watched?',
  label: 'ZOMBIE STAGE Round 2',
  pair: 'Till vs Ivan',
  till: 'Till',
  ivan: 'Ivan',
  post: 'Post',
  yesIs: 'Yes, ZOMBIE STAGE Round 2',
  yesDo: 'Yes, do it',
  counted: 'Counted',
  two: '2 votes',
  locked: 'voting is locked',
  announced: 'A new episode is out: **ZOMBIE STAGE Round 2**',
  unrecognised: 'Something new is out',
  oneOfThese: 'One of these…',
  resultIsIn: 'The result of **ZOMBIE STAGE Round 2** is in',
  tillWon: '**Till** won',
  ivanWon: '**Ivan** won',
  tenPoints: '10 points',
  known: 'known to me by now',
  correctIt: 'Correct it',
};

/** The same round under another name, by which the upload's title is not recognised. */
const KOREAN: Words = {
  hello: '안녕하세요',
  setUp: '설정 시작',
  howFar: '어디까지 봤나요',
  label: '좀비 두 번째 밤',
  pair: '틸 대 이반',
  till: '틸',
  ivan: '이반',
  post: '올리기',
  yesIs: '네, 좀비 두 번째 밤',
  yesDo: '네, 할게요',
  counted: '투표했어요',
  two: '2표',
  locked: '투표가 마감',
  announced: '새 에피소드가 공개됐어요: **좀비 두 번째 밤**',
  unrecognised: '새 소식이 올라왔어요',
  oneOfThese: '이 중 하나…',
  resultIsIn: '**좀비 두 번째 밤** 결과',
  tillWon: '**틸**',
  ivanWon: '**이반**',
  tenPoints: '10점',
  known: '이제 제가 아는 에피소드예요',
  correctIt: '결과 고치기',
};

interface Place {
  readonly name: string;
  readonly guildId: string;
  readonly general: string;
  readonly polls: string;
  readonly news: string;
  readonly notices: string;
  readonly mod: Person;
  readonly fans: readonly [Person, Person];
  readonly words: Words;
}

/**
 * A season while it runs, from the bot's arrival to the data's taking over, in two servers at once: an English one that calls
 * the round what its upload will be called, and a Korean one that calls it otherwise.
 */
describe('A running season, in English and in Korean', { shuffle: false }, () => {
  let folder: string;
  let scene: Scene;
  let feed: FeedServer;
  let data: SeriesCopy;
  let bot: BuiltBot;
  let english: Place;
  let korean: Place;
  const polls = new Map<Place, SeenMessage>();
  const results = new Map<Place, SeenMessage>();

  const list = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
  const both = (act: (place: Place) => Promise<void>) => Promise.all([act(english), act(korean)]);
  const start = async () => {
    bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      KNOWLEDGE_DIR: data.folder,
      FEED_ALLOW_PRIVATE: 'true',
      FEED_INTERVAL_SECONDS: '1',
    });
    await bot.ready();
  };

  async function place(name: string, locale: string, words: Words): Promise<Place> {
    const { world } = scene.discord;
    const { id: guildId } = world.createGuild({ name, locale });
    const channel = (called: string, type: ChannelType) => world.createChannel(guildId, { name: called, type }).id;
    const someone = async (called: string, moderator: boolean) =>
      connectPerson({
        url: scene.discord.url,
        token: world.createPerson({ name: called, locale, guildId, moderator }).token,
        deadlineMs: 25_000,
      });
    const here = {
      name,
      guildId,
      general: channel('general', ChannelType.GuildText),
      polls: channel('predictions', ChannelType.GuildText),
      news: channel('news', ChannelType.GuildAnnouncement),
      notices: channel('staff', ChannelType.GuildText),
    };
    const [mod, first, second] = await Promise.all([
      someone(`${name} mod`, true),
      someone(`${name} fan`, false),
      someone(`${name} friend`, false),
    ]);
    return { ...here, mod, fans: [first, second], words };
  }

  const pollOf = (of: Place): SeenMessage => {
    const poll = polls.get(of);
    if (poll === undefined) throw new Error(`${of.name} has no poll yet`);
    return poll;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    feed = await startFeedServer();
    list(OLD);
    data = await copySeries(folder, { url: `${feed.origin}/feed.xml` });
    await start();
    english = await place('A small server', 'en-US', ENGLISH);
    korean = await place('작은 서버', 'ko', KOREAN);
  });

  afterAll(async () => {
    await Promise.all([english, korean].flatMap(({ mod, fans }) => [mod, ...fans]).map((person) => person.close()));
    await bot.end('SIGTERM');
    await feed.close();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('begins where the bot joins, which says once what to do', async () => {
    await both(async ({ guildId, general, mod, words }) => {
      scene.discord.world.installApplication(scene.application.id, guildId);
      const greeting = await mod.waitForMessage(general, ({ content }) => content.includes(words.hello));
      const opened = await mod.press(greeting, words.setUp);
      expect(opened.private).toBe(true);
      expect(writtenIn(opened.message)).toContain(words.howFar);
    });
  });

  it('a moderator says how far everybody has watched, where episodes are announced and where moderators are told', async () => {
    await both(async ({ mod, general, news }) => {
      await mod.command(general, 'spoilers server', { episode: 'zombie-stage-1' });
      const here = await mod.command(general, 'announce here', { channel: news });
      expect(here.message.content).toContain(`<#${news}>`);
    });
  });

  it('plans a round that the data does not know, each in their own words', async () => {
    await both(async ({ mod, general, words }) => {
      const added = await mod.command(general, 'season add', {
        label: words.label,
        planned: '2d',
        competition: 'ZOMBIE STAGE',
        contestants: words.pair,
        open: true,
      });
      for (const part of [words.label, words.till, words.ivan]) expect(added.message.content).toContain(part);
    });
  });

  it('opens its poll by the builder, which knows that match by its two names', async () => {
    await both(async (place) => {
      const { mod, polls: channel, words } = place;
      const { modal } = await mod.command(channel, 'poll open');
      if (modal === undefined) throw new Error('No form came up');
      const about = everyComponent(modal.components)
        .flatMap(({ options }) => (options ?? []) as { label: string; value: string }[])
        .find(({ label }) => label.includes(words.label));
      const draft = await mod.submit(modal, {
        question: '?!',
        options: `${words.till}\n${words.ivan}`,
        about: [about?.value ?? ''],
        closes: '2d',
        ticks: ['points', 'episode'],
      });
      const asked = await mod.press(draft.message, words.post);
      await mod.press(asked.message, words.yesIs);
      const poll = await mod.waitForMessage(channel, ({ reactions }) => reactions?.length === 2);
      expect(poll.embeds[0]?.title).toContain(words.label);
      polls.set(place, poll);
    });
  });

  it('takes votes by reaction and by button, and draws both after the process was killed', async () => {
    await both(async (place) => {
      const [ada, bea] = place.fans;
      const poll = pollOf(place);
      await ada.react(poll.channel_id, poll.id, reactionName(poll.reactions?.[0]?.emoji));
      const receipt = await bea.press(poll, place.words.ivan);
      expect(receipt.message.content).toContain(place.words.counted);
    });
    await bot.end('SIGKILL');
    await start();
    await both(async (place) => {
      const poll = await place.mod.waitForChange(pollOf(place), ({ embeds }) =>
        (embeds[0]?.description ?? '').includes(place.words.two),
      );
      polls.set(place, poll);
    });
  });

  it('the upload locks the poll of the server that gave it this title, and the moderators of the other are asked what it is', async () => {
    list({ id: VIDEO, title: UPLOAD, published: new Date().toISOString(), views: 12, ratings: 3 }, OLD);
    await bot.advanceClock(2);
    const { mod, news, words } = english;
    await mod.waitForMessage(news, ({ content }) => content.includes(words.announced));
    await mod.waitForChange(pollOf(english), ({ embeds }) => (embeds[0]?.description ?? '').includes(words.locked));

    const post = await korean.mod.waitForMessage(korean.news, ({ content }) => content.includes(UPLOAD));
    expect(post.content).toContain(korean.words.unrecognised);
    const told = await korean.mod.command(korean.general, 'announce status');
    const asked = await korean.mod.press(told.message, korean.words.oneOfThese);
    const [select] = everyComponent(asked.message.components).filter(({ options }) => options !== undefined);
    const planned = ((select?.options ?? []) as { label: string; value: string }[]).find(
      ({ label }) => label === korean.words.label,
    );
    await korean.mod.choose(asked.message, String(select?.custom_id), [planned?.value ?? '']);
    await korean.mod.waitForChange(post, ({ content }) => content.includes(korean.words.announced));
    await korean.mod.waitForChange(pollOf(korean), ({ embeds }) =>
      (embeds[0]?.description ?? '').includes(korean.words.locked),
    );
  });

  it('an upload that was it after all no episode leaves it planned, with its poll open, until it is said to be it again', async () => {
    const { mod, general, words } = english;
    const correct = (is: string) => mod.command(general, 'announce correct', { entry: UPLOAD, is });
    await correct('other');
    const open = await mod.waitForChange(
      pollOf(english),
      ({ embeds }) => !embeds[0]?.description?.includes(words.locked),
    );
    expect((await mod.command(general, 'season list')).message.content).toContain('planned for');
    await correct(words.label);
    await mod.waitForChange(open, ({ embeds }) => embeds[0]?.description?.includes(words.locked) === true);
    expect((await mod.command(general, 'season list')).message.content).toContain('out since');
  });

  it('moderators are asked who won, and the result they give is shown only to those who have watched that far', async () => {
    await both(async (place) => {
      const { mod, general, polls: channel, words, fans } = place;
      // Below whichever answer came next, since neither server chose a channel for it.
      await mod.command(general, 'announce status');
      const told = mod.seen.findLast(({ components }) =>
        everyComponent(components).some(({ custom_id: id }) => String(id).startsWith('whowon:')),
      );
      if (told === undefined) throw new Error('Nobody was asked who won');
      // The Korean moderator errs.
      const asked = await mod.press(told, place === english ? words.till : words.ivan);
      await mod.press(asked.message, words.yesDo);
      const hidden = await mod.waitForMessage(channel, ({ content }) => content.includes(words.resultIsIn));
      expect(hidden.content).not.toContain(words.till);
      expect(hidden.content).not.toContain(words.ivan);
      const none = await fans[0].command(general, 'standings');
      expect(writtenIn(none.message)).not.toContain(words.tenPoints);
      results.set(place, hidden);
    });
  });

  it('the server goes on to the round, and sees its result and its points', async () => {
    await both(async (place) => {
      const { mod, general, words, fans } = place;
      await mod.command(general, 'spoilers server', { episode: words.label });
      const result = results.get(place);
      if (result === undefined) throw new Error('There is no result');
      await mod.waitForChange(result, ({ content }) =>
        content.includes(place === english ? words.tillWon : words.ivanWon),
      );
      await pointsOf(place, place === english ? fans[0] : fans[1]);
    });
  });

  it('the data takes the round over while the bot runs, and the points stay', async () => {
    await dataKnowsTheRound();
    bot.signal('SIGHUP');
    await bot.waitForLog(({ msg }) => msg === 'The knowledge files were taken in', 'the data to be taken in');
    await both(async (place) => {
      const { mod, general, words, fans } = place;
      const listed = await mod.command(general, 'season list');
      expect(listed.message.content).toContain(`**${words.label}** · ${words.known}`);
      await pointsOf(place, place === english ? fans[0] : fans[1]);
    });
  });

  it('where the data tells another winner, what was settled stays until a moderator says so', async () => {
    const { mod, general, words, fans } = korean;
    let told = await mod.command(general, 'announce status');
    const isAsked = () => everyComponent(told.message.components).some(({ label }) => label === words.correctIt);
    // The data is compared in the background.
    const askAgain = async () => {
      if (!isAsked()) told = await mod.command(general, 'announce status');
      return isAsked();
    };
    await expect.poll(askAgain, { timeout: 20_000 }).toBe(true);
    await mod.press(told.message, words.correctIt);
    const again = results.get(korean);
    if (again === undefined) throw new Error('There is no result');
    await mod.waitForMessage(korean.polls, ({ id, content }) => id !== again.id && content.includes(words.tillWon));
    await pointsOf(korean, fans[0]);
    const quiet = await english.mod.command(english.general, 'announce status');
    expect(writtenIn(quiet.message)).not.toContain(english.words.correctIt);
  });

  async function pointsOf({ general, words }: Place, winner: Person): Promise<void> {
    const { message } = await winner.command(general, 'standings');
    const line = writtenIn(message)
      .split('\n')
      .find((one) => one.includes(words.tenPoints));
    expect(line).toContain(winner.id);
  }

  async function dataKnowsTheRound(): Promise<void> {
    await data.change('episodes.json', (episodes: object[]) => [
      ...episodes,
      {
        id: 'zombie-stage-2',
        label: { en: 'ZOMBIE STAGE Round 2', ko: 'ZOMBIE STAGE 라운드 2' },
        kind: 'alternate',
        title: { value: { en: 'ZOMBIE STAGE ROUND 2' }, sources: ['s26'] },
        released: { value: '2026-11-28', sources: ['s26'] },
        video: { value: VIDEO, sources: ['s26'] },
        songs: [],
        featured: { value: ['till', 'ivan'], sources: ['s26'] },
        about: [],
      },
    ]);
    await data.change('matches.json', (read: { matches: object[] }) => ({
      ...read,
      matches: [
        ...read.matches,
        {
          id: 'zombie-stage-2',
          competition: 'zombie-stage',
          stage: 'zombie-rounds',
          round: 2,
          label: { en: 'ZOMBIE STAGE Round 2', ko: 'ZOMBIE STAGE 라운드 2' },
          episode: 'zombie-stage-2',
          slots: [
            { contestant: 'till', sources: ['s26'] },
            { contestant: 'ivan', sources: ['s26'] },
          ],
          result: { winner: 'till', sources: ['s26'] },
        },
      ],
    }));
  }
});
