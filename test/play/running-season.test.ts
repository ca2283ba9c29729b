import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { SERIES_DIR } from '../../testkit/knowledge/knowledge.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };
const VIDEO_2 = 'zombieTwo0r';
const VIDEO_3 = 'zombieThr0r';

/** What the season says in each language, as far as the story reads it. */
const LANGUAGES = [
  {
    locale: 'en-US',
    round2: 'ZOMBIE STAGE Round 2',
    upload2: 'ZOMBIE STAGE ROUND 2 (Official)',
    upload3: 'ZOMBIE STAGE ROUND 3: Nova vs Mira',
    filled3: 'ZOMBIE STAGE Round 3',
    newEpisode: 'New episode',
    noted: 'Noted: it is',
    answered: 'Somebody has answered already',
  },
  {
    locale: 'ko',
    round2: 'ZOMBIE STAGE 라운드 2',
    upload2: '좀비 스테이지 | ZOMBIE STAGE 라운드2',
    upload3: 'ZOMBIE STAGE 라운드 3: 노바 대 미라',
    filled3: 'ZOMBIE STAGE 라운드 3',
    newEpisode: '새 에피소드',
    noted: '기록했어요',
    answered: '다른 관리자가 먼저 답했어요',
  },
] as const;

describe.each(LANGUAGES)('A running season, in $locale', (words) => {
  let folder: string;
  let data: string;
  let scene: Scene;
  let feed: FeedServer;
  let bot: BuiltBot;
  let mod: Person;
  let fan: Person;
  let notice: SeenMessage;
  const run = (
    who: Person,
    name: string,
    options: Record<string, string | boolean> = {},
    at = scene.channels.general,
  ) => who.command(at, name, options);
  const out = (id: string, title: string): TimelineEntry => ({
    id,
    title,
    published: new Date().toISOString(),
    views: 12,
    ratings: 3,
  });
  const list = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });
  const edit = async (file: string, change: (json: never) => void) => {
    const json = JSON.parse(await readFile(join(data, file), 'utf8')) as never;
    change(json);
    await writeFile(join(data, file), JSON.stringify(json));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    data = join(folder, 'data');
    await cp(SERIES_DIR, data, { recursive: true });
    scene = await startScene({ guildLocale: words.locale });
    feed = await startFeedServer();
    list(OLD);
    await edit('series.json', (series: { feed: { url?: string } }) => {
      series.feed.url = `${feed.origin}/feed.xml`;
    });
    const { world, url } = scene.discord;
    const person = (name: string, moderator: boolean) =>
      world.createPerson({ name, locale: words.locale, guildId: scene.guildId, moderator });
    mod = await connectPerson({ url, token: person('Modi', true).token });
    fan = await connectPerson({ url, token: person('Fana', false).token });
    bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      KNOWLEDGE_DIR: data,
      FEED_ALLOW_PRIVATE: 'true',
      FEED_INTERVAL_SECONDS: '1',
    });
    await bot.ready();
    await run(mod, 'spoilers server', { episode: 'zombie-stage-1' });
    await run(mod, 'announce here', { channel: scene.channels.news });
  });

  afterAll(async () => {
    await mod?.close();
    await fan?.close();
    await bot?.end('SIGKILL');
    await feed?.close();
    await scene?.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('begins with a round that moderators plan, and everybody can look up', async () => {
    const added = await run(mod, 'season add', {
      label: words.round2,
      planned: 'in 2d',
      competition: 'zombie stage',
      contestants: 'Nova vs Mira',
      open: true,
    });
    expect(added.message.content).toContain(words.round2);
    const found = await run(fan, 'match', { match: words.round2 });
    expect(JSON.stringify(found.message)).toContain('Nova');
    expect((await run(mod, 'season list')).message.content).toContain(words.round2);
  });

  it('refuses a label that names somebody, in the moderator’s language', async () => {
    const refused = await run(mod, 'season add', { label: 'Till' });
    expect(refused.message.content).toMatch(/must not name anybody|누구의 이름도/);
  });

  it('is predicted by a poll that its upload locks, announced by its label', async () => {
    await run(mod, 'poll open', { match: words.round2, closes: 'in 7d' }, scene.channels.predictions);
    const poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 2);
    await fan.press(poll, 'Nova');
    list(out(VIDEO_2, words.upload2), OLD);
    await bot.advanceClock(1_000);
    await mod.waitForMessage(scene.channels.news, (post) => JSON.stringify(post).includes(words.round2));
    await mod.waitForChange(poll, (now) => !JSON.stringify(now).includes('"custom_id":"vote:'));
    expect((await run(mod, 'season list')).message.content).not.toContain('planned');
  });

  it('asks moderators about an upload that nobody recognises', async () => {
    const { message } = await run(mod, 'setup');
    await mod.choose(message, 'setupnotices', [scene.channels.predictions]);
    list(out(VIDEO_3, words.upload3), out(VIDEO_2, words.upload2), OLD);
    await bot.advanceClock(1_000);
    const isNotice = (post: SeenMessage) => JSON.stringify(post).includes('newepisode:');
    notice = await mod.waitForMessage(scene.channels.predictions, isNotice);
    expect(notice.content).toContain('ZOMBIE STAGE');
  });

  it('takes a form filled in from the title; of two moderators the first wins, the other is told', async () => {
    const opened = await mod.press(notice, words.newEpisode);
    const form = JSON.stringify(opened.modal);
    expect(form).toContain(words.filled3);
    expect(opened.modal).toBeDefined();
    if (opened.modal === undefined) return;
    const sent = await mod.submit(opened.modal, { open: ['yes'] });
    expect(sent.message.content).toContain(words.noted);
    expect((await mod.press(notice, words.newEpisode)).message.content).toContain(words.answered);
    expect((await run(mod, 'season list')).message.content).toContain(words.filled3);
  });

  it('keeps how far somebody has watched when the data takes over, and nothing is there twice', async () => {
    await run(fan, 'watched', { episode: words.round2 });
    await edit('episodes.json', (episodes: object[]) => {
      episodes.push({
        id: 'zombie-stage-2',
        label: { en: 'ZOMBIE STAGE Round 2', ko: 'ZOMBIE STAGE 라운드 2' },
        kind: 'alternate',
        title: { value: { en: 'ZOMBIE STAGE ROUND 2' }, sources: ['s01'] },
        video: { value: VIDEO_2, sources: ['s01'] },
      });
    });
    bot.signal('SIGHUP');
    await bot.waitForLog(({ msg }) => msg === 'The knowledge files were taken in', 'the files to be taken in');
    const choices = await fan.suggest(scene.channels.general, 'watched', { episode: 'zombie' }, 'episode');
    expect(choices.filter(({ name }) => /(Round|라운드) 2$/.test(name))).toHaveLength(1);
    const next = await run(fan, 'next', { private: true });
    expect(JSON.stringify(next.message)).not.toContain('zombie-stage-2');
  });

  it('goes on as before when changed files are faulty, and says every fault', async () => {
    await edit('episodes.json', (episodes: { id: string }[]) => {
      episodes.splice(0, 1);
    });
    bot.signal('SIGHUP');
    const line = await bot.waitForLog(
      ({ msg }) => msg.startsWith('The knowledge files were not taken in'),
      'a refusal',
    );
    expect(String(line.complaint)).toContain('prologue');
    expect((await run(fan, 'episode', { title: 'Prologue', private: true })).message).toBeDefined();
  });
});
