import { REST } from '@discordjs/rest';
import { askingAsBot, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bars, createBars } from '../../../src/discord/application/bars.ts';
import { keepEmblems } from '../../../src/discord/application/emblems.ts';
import { barText } from '../../../src/discord/contract/bars.ts';
import { assembleKnowledge, type Knowledge } from '../../../src/domain/knowledge/index.ts';
import { createPictures } from '../../../src/pictures/index.ts';
import { createManualClock, type MovableClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { seriesFiles } from '../../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';

let scene: Scene;
let knowledge: Knowledge;
let machineClock: MovableClock;
let over: AbortController;
let bars: Bars;

beforeEach(async () => {
  scene = await startScene();
  knowledge = assembleKnowledge(seriesFiles());
  machineClock = createManualClock(0);
  bars = createBars();
  over = new AbortController();
});

afterEach(async () => {
  over.abort();
  await scene.discord.close();
});

const keep = (uploads = true) =>
  keepEmblems({
    rest: new REST({ api: scene.discord.api, retries: 0 }).setToken(scene.application.botToken),
    applicationId: scene.application.id,
    view: () => knowledge.seenFrom('all'),
    pictures: createPictures(),
    uploads,
    onEmblems: knowledge.wearEmblems,
    onBars: bars.learn,
    machineClock,
    log: createLog({ level: 'silent', format: 'json' }),
    signal: over.signal,
  }).first;
const emojiOf = (id: string, horizon = 'all') => knowledge.seenFrom(horizon).character(id)?.emoji;
const uploads = () => scene.discord.traffic.filter(({ method }) => method === 'POST').length;

it('Every contestant with a name has an emblem as an emoji of the application, uploaded once', async () => {
  await keep();
  const { items } = (await askingAsBot(scene)('GET', `/applications/${scene.application.id}/emojis`)).body as {
    items: { id: string; name: string }[];
  };
  for (const id of ['mizi', 'sua', 'till', 'ivan', 'luka'])
    expect(items.map((item) => `${item.name}:${item.id}`)).toContain(emojiOf(id));
  for (const { name } of items)
    expect(name, 'the name tells nobody who it is').toMatch(/^(emblem_[0-9a-f]{12}|bar_[0-9a-f]{4})$/);
  const before = uploads();
  expect(before).toBe(items.length);
  await keep();
  expect(uploads()).toBe(before);
  const picture = await fetch(`${scene.discord.url}/emojis/${items[0]?.id}.webp`);
  expect([...new Uint8Array(await picture.arrayBuffer()).slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
});

it('Whose name is not known yet wears no emblem, since it shows its first letter', async () => {
  knowledge = assembleKnowledge(smallSeries());
  await keep();
  expect(['none', 'pilote', 'manche-1', 'manche-2'].map((horizon) => emojiOf('masque', horizon))).toEqual(
    Array.from({ length: 4 }, () => '🎭'),
  );
  for (const horizon of ['finale', 'all']) expect(emojiOf('masque', horizon)).toContain('emblem_');
  expect(emojiOf('zoe', 'none')).toContain('emblem_');
});

it('While an upload fails everybody keeps the emoji of the data, and it is tried again', async () => {
  scene.discord.fault({ kind: 500, route: 'POST /applications/:application/emojis' });
  const kept = keep();
  await scene.discord.waitForRequest(({ method, status }) => method === 'POST' && status === 500);
  expect(emojiOf('mizi')).toBe('🌸');
  await expect
    .poll(() => {
      machineClock.advance(60_000);
      return emojiOf('mizi');
    })
    .toContain('emblem_');
  await kept;
});

it('A process that does not upload uses the emblems that are already there', async () => {
  await keep(false);
  expect([uploads(), emojiOf('till')]).toEqual([0, '🎸']);
  await keep();
  knowledge.wearEmblems(new Map());
  await keep(false);
  expect(emojiOf('till')).toContain('emblem_');
});

it('An emblem that somebody deleted in the developer portal is uploaded again within a day', async () => {
  await keep();
  const [, id = ''] = emojiOf('till')?.split(':') ?? [];
  await askingAsBot(scene)('DELETE', `/applications/${scene.application.id}/emojis/${id}`);
  const again = scene.discord.waitForRequest(({ method, status }) => method === 'POST' && status === 201);
  machineClock.advance(86_400_000);
  await again;
  await expect.poll(() => emojiOf('till')?.split(':')[1]).not.toBe(id);
  expect(emojiOf('till')).toContain('emblem_');
});

it('Bars are drawn by emoji of the application once all their pieces are there, and by signs before', async () => {
  const body = () => ({ embeds: [{ description: `${barText(0.4, 5)}\n${barText(1, 10)}` }] });
  const drawn = () => bars.into(body()).embeds?.[0]?.description ?? '';
  expect(drawn()).toBe('▰▰▱▱▱\n▰▰▰▰▰▰▰▰▰▰');
  await keep();
  const [first = '', second = ''] = drawn().split('\n');
  expect(first).toMatch(/^(<:bar_[0-9a-f]{4}:\d+>){5}$/);
  expect(second).toMatch(/^(<:bar_[0-9a-f]{4}:\d+>){10}$/);
  const cells = first.split('><');
  expect(new Set(cells).size).toBe(4);
  expect(cells[2]).toBe(cells[3]);
});

it('A bar consists of characters where its emoji would not fit, and two of its characters in a member’s text stay as they are', async () => {
  await keep();
  const long = `${'x'.repeat(4000)}${barText(0.5, 10)}`;
  expect(bars.into({ embeds: [{ description: long }] }).embeds?.[0]?.description).toBe(long);
  expect(bars.into({ content: 'a ▰▱ b' }).content).toBe('a ▰▱ b');
});
