import { type Person, reactionName, type SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturesOf } from '../../testkit/bot/cards-seen.ts';
import { type Evening, startEvening, textOf as text } from '../../testkit/bot/evening.ts';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';

const HOUR_MS = 3_600_000;

describe('In a Korean server, with Korean members', { shuffle: false }, () => {
  let evening: Evening;
  let scene: Evening['scene'];
  let here: Evening['here'];
  let watch: Evening['watch'];
  let mod: Person;
  let ada: Person;
  let bea: Person;
  let poll: SeenMessage;
  const channel = () => scene.channels.predictions;
  const run = (who: Person, name: string, options: Record<string, string | boolean> = {}) =>
    who.command(channel(), name, options);
  const seen = (message: SeenMessage, part: string) => mod.waitForChange(message, (now) => text(now).includes(part));
  const pollTitled = (title: string) =>
    mod.waitForMessage(
      channel(),
      ({ embeds, reactions, id }) => embeds[0]?.title === title && id !== poll?.id && (reactions?.length ?? 0) >= 2,
    );

  beforeAll(async () => {
    evening = await startEvening({ guildLocale: 'ko' });
    ({ scene, here, watch } = evening);
    const { world } = scene.discord;
    const someone = (name: string, moderator = false) =>
      world.createPerson({ name, locale: 'ko', guildId: scene.guildId, moderator });
    [mod, ada, bea] = await evening.join(someone('관리자', true), someone('아다'), someone('베아'));
  });

  afterAll(() => evening.end());

  it('a moderator opens a poll, and is told in Korean what cannot be', async () => {
    watch.member(mod.id, 'round-5');
    await run(mod, 'spoilers server', { episode: 'round-5' });
    watch.server('round-5');
    const offered = await mod.suggest(channel(), 'poll open', { closes: '' }, 'closes');
    expect(offered[0]?.name).toBe('2시간 뒤');
    for (const [closes, match, said] of [
      ['언젠가', 'round-6', '읽을 수 없어요'],
      ['2020-01-01', 'round-6', '지난 시간'],
      ['2시간 뒤', 'round-1', '이미 봐서'],
      ['2시간 뒤', 'final', '누가 맞붙는지'],
      ['2시간 뒤', '뷁쉙', '찾지 못했'],
    ] as const) {
      expect((await run(mod, 'poll open', { closes, match })).message.content).toContain(said);
    }
    const opened = await run(mod, 'poll open', { closes: '12시간 뒤', match: '라운드 6' });
    expect(opened.message.content).toContain('**라운드 6** 투표를 열었어요');
    poll = await pollTitled('라운드 6: 누가 이길까요?');
    expect(text(poll)).toContain('틸');
  });

  it('members vote by both doors, change their minds, and read receipts in Korean', async () => {
    expect((await ada.press(poll, '틸')).message.content).toContain('투표했어요');
    expect((await ada.press(poll, '틸')).message.content).toContain('그대로예요');
    expect((await ada.press(poll, '이반')).message.content).toContain('→');
    await bea.react(channel(), poll.id, reactionName(poll.reactions?.[0]?.emoji));
    here.clock.advance(10_000);
    poll = await seen(poll, '2표');
    expect(text((await run(ada, 'picks')).message)).toContain('이반');
    const laid = await run(ada, 'bracket show', { picks: 'mine' });
    expect(picturesOf(laid.message)[0]?.description).toContain('내 투표: 이반');
    await run(ada, 'bracket predict');
    await run(ada, 'standings');
  });

  it('the reminder, the lock, the reopening and the list are in Korean', async () => {
    here.clock.advance(11 * HOUR_MS);
    const reminder = await mod.waitForMessage(channel(), ({ content }) => content.includes('투표가 <t:'));
    expect((await ada.press(reminder, '내 표 확인')).message.content).toContain('이반');
    await run(mod, 'poll lock', { poll: '라운드 6' });
    await seen(poll, '마감됐어요');
    const asked = await run(mod, 'poll reopen', { poll: '라운드 6', closes: '3시간 뒤' });
    await mod.press(asked.message, '네, 할게요');
    await run(mod, 'poll edit', { poll: '라운드 6', closes: '내일 20:00' });
    await run(mod, 'poll list');
  });

  it('moving the horizon, the result, a correction and a void poll are in Korean', async () => {
    const moving = await run(mod, 'spoilers server', { episode: 'round-6' });
    expect(moving.message.content).toContain('투표 마감: **라운드 6**');
    watch.server('round-6');
    watch.member(mod.id, 'round-6');
    await mod.press(moving.message, '네, 할게요');
    const result = await mod.waitForMessage(channel(), ({ content }) => content.includes('승리!'));
    expect(result.content).toContain('맞혔어요');
    await ada.press(result, '내 선택 보기');
    await run(mod, 'spoilers server', { episode: 'round-5' });
    await mod.waitForChange(result, ({ content }) => content.includes('결과가 나왔어요'));
    watch.server('round-5');
    const again = await mod.command(scene.channels.general, 'spoilers server', { episode: 'round-6' });
    watch.server('round-6');
    if ((again.message.components ?? []).length > 0) await mod.press(again.message, '네, 할게요');
    await mod.waitForChange(result, ({ content }) => content.includes('승리!'));
    const correct = await run(mod, 'poll result', { poll: '라운드 6', winner: '이반' });
    expect(correct.message.content).toContain('작품에서는 **라운드 6** 승자가 **틸**인데');
    await mod.press(correct.message, '이반');
    await mod.waitForMessage(channel(), ({ content }) => content.startsWith('[정정]'));
    for (const name of ['picks', 'standings']) await run(ada, name);
    const leave = await run(mod, 'poll void', { poll: '라운드 6' });
    await mod.press(leave.message, '그대로 둘게요');
    const away = await run(mod, 'poll void', { poll: '라운드 6' });
    await mod.press(away.message, '네, 할게요');
    await seen(poll, '무효');
  });

  it('a match named on the spot, and secret, is asked about and settled in Korean', async () => {
    const faults = ['혼자', '가 vs 가', '가 vs  | 나'];
    for (const custom of faults) await run(mod, 'poll open', { closes: '2시간 뒤', custom });
    await run(mod, 'poll open', { closes: '2시간 뒤' });
    await run(mod, 'poll open', { closes: 'final', custom: '특별전: 가 vs 나 vs 다', secret: true });
    const extra = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title === '특별전: 누가 이길까요?');
    expect(text(extra)).toContain('공개와 함께 마감');
    await ada.press(extra, '나');
    const settle = await run(mod, 'poll result', { poll: '특별전', winner: '나' });
    expect(settle.message.content).toContain('현재 1표');
    await mod.press(settle.message, '네, 할게요');
    const result = await mod.waitForMessage(channel(), ({ content }) => content.includes('**특별전** 결과가 나왔어요'));
    const asked = await bea.press(result, '결과 보기');
    watch.member(bea.id, 'final');
    await bea.press(asked.message, '결승까지 봤어요, 보여 주세요');
  });

  it('a deleted message is reported in Korean', async () => {
    await run(mod, 'poll open', { closes: '2시간 뒤', custom: '번외: 가 vs 나' });
    const extra = await pollTitled('번외: 누가 이길까요?');
    scene.discord.world.deleteMessage(channel(), extra.id);
    await run(mod, 'poll edit', { poll: '번외', closes: '5시간 뒤' });
    here.clock.advance(60_000);
    await expect.poll(async () => text((await run(mod, 'poll list')).message), { timeout: 10_000 }).toContain('삭제');
    await run(mod, 'poll edit', { poll: '번외', again: true });
  });

  it('and no sentence is left in English, nor tells anybody more than they have watched', () => {
    watch.look();
    const read = scene.discord.traffic.flatMap(({ method, path, body }) =>
      method === 'GET' || path.endsWith('/commands') || path.endsWith('/emojis') ? [] : textsIn(body),
    );
    expect(read.length).toBeGreaterThan(150);
    expect([...new Set(read.filter((one) => englishIn(one).length > 0))]).toEqual([]);
  });
});

/** Fields of a message, an answer or a choice that people read. */
const READ = new Set(['content', 'title', 'description', 'label', 'placeholder', 'text', 'name']);

function textsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return READ.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // An emoji's name is no text.
  return Object.entries(value).flatMap(([inner, item]) =>
    inner === 'emoji' ? [] : textsIn(item, Array.isArray(value) ? key : inner),
  );
}

/** Words in Latin letters that are neither a name of the series nor how times are written. */
function englishIn(sentence: string): readonly string[] {
  const bare = sentence.replace(/<[^>]*>|https?:\/\/\S+/g, ' ');
  return (bare.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !named.has(word.toLowerCase()));
}

const named = new Set(['utc', 'kst', 'asia', 'seoul', 'vs', ...namesIn(seriesFiles())]);

function namesIn(files: Readonly<Record<string, unknown>>): readonly string[] {
  const { characters, matches } = files as {
    characters: readonly Named[];
    matches: { competitions: readonly Named[] };
  };
  return [...characters, ...matches.competitions].flatMap(
    ({ name }) => name?.value.en.toLowerCase().match(/[a-z]{2,}/g) ?? [],
  );
}

/** Some have no known name. */
interface Named {
  readonly name?: { readonly value: { readonly en: string } };
}
