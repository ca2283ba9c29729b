import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import {
  connectPerson,
  everyComponent,
  type Person,
  PersonRefused,
  type Scene,
  type SeenMessage,
  startScene,
  writtenIn,
} from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltBot, startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { copySeries } from '../../testkit/knowledge/series-copy.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

const HORIZON = 'setuphorizon';
const ANNOUNCE = 'setupannounce';
const NOTICES = 'setupnotices';
const DAY_SECONDS = 24 * 60 * 60;
/** Nobody's: wherever this is tried, the series' feed cannot be read. */
const CHANNEL_ID = `UC${'a'.repeat(21)}A`;

/** A moderator sets a server up by typing one command and pressing, with the built bot as a process of its own. */
describe('/setup', { shuffle: false }, () => {
  let folder: string;
  let scene: Scene;
  let bot: BuiltBot;
  let watch: SpoilerWatch;
  let mod: Person;
  let fan: Person;
  let screen: SeenMessage;

  const start = async () => {
    bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      KNOWLEDGE_DIR: join(folder, 'series'),
    });
    await bot.ready();
  };
  const topics = (message: SeenMessage) =>
    everyComponent(message.components).flatMap(({ content }) => {
      const [, name, text] = /^\*\*(.+)\*\*\n([\s\S]+)$/.exec(String(content ?? '')) ?? [];
      return name === undefined || text === undefined ? [] : [{ name, text }];
    });
  const field = (name: string) => topics(screen).find((one) => one.name.includes(name))?.text ?? '';
  const choose = async (customId: string, ...values: string[]) => {
    const answer = await mod.choose(screen, customId, values);
    expect(answer.kind).not.toBe('message');
    screen = answer.kind === 'update' ? answer.message : await mod.waitForChange(screen);
  };
  const press = async (label: string) => {
    const answer = await mod.press(screen, label);
    screen = answer.kind === 'update' ? answer.message : await mod.waitForChange(screen);
  };
  const chosenIn = (message: SeenMessage) =>
    everyComponent(message.components).flatMap(({ custom_id: customId, default_values: chosen }) =>
      ((chosen ?? []) as { id: string }[]).map(({ id }) => [String(customId), id]),
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    await copySeries(folder, { channelId: CHANNEL_ID });
    scene = await startScene();
    watch = watchSpoilers(scene.discord);
    const deadlineMs = 25_000;
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token, deadlineMs });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token, deadlineMs });
    await start();
  });
  afterAll(async () => {
    await Promise.all([mod.close(), fan.close()]);
    await bot.end('SIGKILL');
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is what moderators are pointed to, and only they', async () => {
    const { general } = scene.channels;
    const moderators = await mod.command(general, 'character', { name: 'Till' });
    expect(writtenIn(moderators.message)).toContain('</setup:');
    const fans = await fan.command(general, 'character', { name: 'Till' });
    expect(writtenIn(fans.message)).not.toContain('/setup');
    expect((await fan.commands(general)).map(({ name }) => name)).not.toContain('setup');
    expect(writtenIn((await mod.command(general, 'help')).message)).toContain('</setup:');
    expect((await mod.command(general, 'announce status')).message.content).toContain('</setup:');
  });

  it('opens a screen for its opener alone, filled with what is set: nothing yet', async () => {
    const opened = await mod.command(scene.channels.predictions, 'setup');
    expect(opened.private).toBe(true);
    screen = opened.message;
    expect(field('watched')).toContain('Not said yet');
    expect(field('announced')).toBe('Nowhere yet.');
    expect(field('tell moderators')).toContain('next moderator');
    expect(field('may do')).toBe(`✅ <#${scene.channels.predictions}> (polls, here): all I need`);
    expect(chosenIn(screen)).toEqual([]);

    await expect(fan.press(screen, 'Check again')).rejects.toThrow(PersonRefused);
    expect(fan.seen.some(({ id }) => id === screen.id)).toBe(false);
  });

  it('takes each choice at once and says what it means; the first survives the end of the bot', async () => {
    await choose(HORIZON, 'round-3');
    expect(writtenIn(screen)).toContain('everyone here has watched up to **Round 3**');
    await bot.end('SIGKILL');
    watch.server('round-3');
    await start();

    await choose(ANNOUNCE, scene.channels.news);
    expect(writtenIn(screen)).toContain(`Noted for <#${scene.channels.news}>`);
    expect(writtenIn(screen)).toContain('I keep trying');
    expect(field('watched')).toContain('Up to **Round 3**');
    expect(field('announced')).toContain(`<#${scene.channels.news}> ← <https://www.youtube.com/feeds/`);
    expect(chosenIn(screen)).toEqual([[ANNOUNCE, scene.channels.news]]);
  });

  it('keeps a subscription that is there already as it was chosen', async () => {
    const { news } = scene.channels;
    await mod.command(news, 'announce here', { channel: news, feed: CHANNEL_ID, show: 'out' });
    await choose(ANNOUNCE, news);
    expect(writtenIn(screen)).toContain('already');
    const { message } = await mod.command(news, 'announce status');
    expect(message.embeds[0]?.description?.match(/←/g)).toHaveLength(1);
    expect(message.embeds[0]?.description).toContain('only that something is out');
  });

  it('names what to grant in each channel as Discord names it, and sees at a press that it was granted', async () => {
    const { news, predictions } = scene.channels;
    const { world } = scene.discord;
    world.setOverwrite(news, { roleId: scene.guildId, deny: P.SendMessages | P.ReadMessageHistory });
    world.setOverwrite(predictions, { roleId: scene.botRoleId, deny: P.AddReactions });
    await press('Check again');
    expect(field('may do')).toContain(
      `⚠️ <#${news}> (announcements): please grant me **Send Messages**, **Read Message History**`,
    );
    expect(field('may do')).toContain(`⚠️ <#${predictions}> (polls, here): please grant me **Add Reactions**`);
    world.setOverwrite(news, { roleId: scene.guildId });
    world.setOverwrite(predictions, { roleId: scene.botRoleId });
    await press('Check again');
    expect(field('may do').split('\n')).toEqual([
      `✅ <#${news}> (announcements): all I need`,
      `✅ <#${predictions}> (polls, here): all I need`,
    ]);
  });

  it('sends what moderators should know to the chosen channel from then on', async () => {
    const { general } = scene.channels;
    await choose(NOTICES, general);
    expect(writtenIn(screen)).toContain(`in <#${general}>`);
    expect(chosenIn(screen)).toContainEqual([NOTICES, general]);
    await bot.advanceClock(60);
    await bot.advanceClock(DAY_SECONDS + 60);
    const notice = await mod.waitForMessage(general, ({ content }) => content.includes('I have not been able to read'));
    expect((await fan.press(notice, 'What is this?')).message.content).toContain('</setup:');

    await choose(NOTICES);
    expect(field('tell moderators')).toContain('next moderator');
    expect(chosenIn(screen).map(([id]: string[]) => id)).not.toContain(NOTICES);
  });

  it('offers text and announcement channels only', async () => {
    await expect(choose(NOTICES, scene.channels.forum)).rejects.toThrow(PersonRefused);
  });

  it('asks before it moves the server past a poll, and leads back to the screen either way', async () => {
    const { predictions } = scene.channels;
    await choose(HORIZON, 'round-5');
    watch.server('round-5');
    await mod.command(predictions, 'poll open', { closes: 'in 20h', match: 'round-6' });
    const poll = await mod.waitForMessage(predictions, ({ reactions }) => reactions?.length === 2);
    await choose(HORIZON, 'round-6');
    expect(writtenIn(screen)).toContain('Voting ends: **Round 6**');
    await press('Leave it as it is');
    expect(field('watched')).toContain('Up to **Round 5**');

    await choose(HORIZON, 'round-6');
    await press('Yes, do it');
    expect(writtenIn(screen)).toContain('everyone here has watched up to **Round 6**');
    expect(field('watched')).toContain('Up to **Round 6**');
    watch.server('round-6');
    await mod.waitForChange(poll, ({ embeds }) => JSON.stringify(embeds).includes('won'));
  });

  it('ends with what happens from now on and what to try next, and opens again as it was left', async () => {
    await press('Done');
    expect(writtenIn(screen)).toContain(`each new episode is announced in <#${scene.channels.news}>`);
    expect(writtenIn(screen)).toContain('</poll open:');
    expect(writtenIn(screen)).toContain('</character:');
    expect(everyComponent(screen.components).filter(({ custom_id: id }) => id !== undefined)).toEqual([]);

    const again = await mod.command(scene.channels.general, 'setup');
    expect(chosenIn(again.message)).toEqual([[ANNOUNCE, scene.channels.news]]);
  });

  it('speaks the moderator’s language', async () => {
    const { token } = scene.discord.world.createPerson({
      name: 'Moa',
      locale: 'ko',
      guildId: scene.guildId,
      moderator: true,
    });
    const korean = await connectPerson({ url: scene.discord.url, token, deadlineMs: 25_000 });
    const { message } = await korean.command(scene.channels.general, 'setup');
    await korean.close();
    expect(writtenIn(message)).toContain('</setup:');
    expect(topics(message).map(({ name }) => name)).toEqual([
      '1 · 모두에게 보이는 글은 어떤 언어로 쓸까요?',
      '2 · 여기서 쓰는 시간은 어느 시간대인가요?',
      '3 · 이 서버는 어디까지 봤나요?',
      '4 · 새 에피소드가 나오면 저절로 따라갈까요?',
      '5 · 새 에피소드를 어디에 알릴까요?',
      '6 · 투표는 어디에 올릴까요?',
      '7 · 관리자가 확인할 일이 생기면 어디에 알릴까요?',
      '채널별 봇 권한',
    ]);
  });

  it('never told anybody more than they had watched, and Discord found nothing to refuse', () => {
    watch.look();
    const refused = scene.discord.traffic.filter(({ status }) => status >= 400 && status !== 429);
    expect(refused.map(({ method, path, status, code }) => ({ method, path, status, code }))).toEqual([]);
  });
});
