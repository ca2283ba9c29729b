import { expect, test } from 'vitest';
import { assembleKnowledge } from '../../../src/domain/knowledge/index.ts';
import { createSentences } from '../../../src/i18n/sentences.ts';
import { UserError } from '../../../src/i18n/user-error.ts';
import { createAdditionsBook } from '../../../src/services/season/additions-book.ts';
import { createSeason } from '../../../src/services/season/season.ts';
import { openStore } from '../../../src/storage/index.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { seriesFiles } from '../../../testkit/knowledge/knowledge.ts';

const WORDS = { moderators: { en: 'moderators' }, rounds: { en: 'Rounds' } };
const GUILD = '500000000000000001';
const OTHER = '500000000000000002';
const data = assembleKnowledge(seriesFiles());

async function open(of: { polls?: readonly object[] } = {}) {
  const log = createLog({ level: 'silent', format: 'json', write: () => {} });
  const store = await openStore({ url: 'memory:', log, machineClock: createManualClock(0) });
  const locked: [string, number][] = [];
  const begin = () => {
    const book = createAdditionsBook({ store, data: () => data, words: WORDS });
    const season = createSeason({
      book,
      data: () => data,
      entryRules: { whileChanging: async (_guildId, change) => change() },
      polls: {
        book: { ofServer: async () => of.polls ?? [] },
        episodes: { out: async (_guildIds: unknown, id: string, sinceMs: number) => void locked.push([id, sinceMs]) },
      } as unknown as Parameters<typeof createSeason>[0]['polls'],
    });
    return { book, season };
  };
  return { store, locked, ...begin(), again: begin };
}

const round2 = {
  guildId: GUILD,
  interactionId: '77',
  label: 'ZOMBIE STAGE Round 2',
  atMs: 0,
  match: { competition: 'zombie stage', contestants: '🐍 Till\nNova', open: true },
};

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error ?? new Error('Nothing was refused');
  return error.sentence(createSentences()('en'));
}

test('what is added is there at once, after a restart, and in no other server', async () => {
  const { season, book, again } = await open();
  expect(await season.add(round2)).toBe('i.77');
  expect(await season.add(round2)).toBe('i.77');
  expect(season.of(GUILD).episodes).toHaveLength(1);
  expect(book.knowledge.forServer(GUILD).episodeLabel('i.77')).toBeDefined();
  expect(book.knowledge.forServer(OTHER).episodeLabel('i.77')).toBeUndefined();
  expect(book.knowledge.forServer(undefined).episodeLabel('i.77')).toBeUndefined();

  const later = again();
  expect(later.book.knowledge.forServer(GUILD).episodeLabel('i.77')).toBeUndefined();
  await later.book.returnTo([GUILD, OTHER]);
  expect(later.book.knowledge.forServer(GUILD).episodeLabel('i.77')).toBeDefined();
});

test('servers that added nothing share the data itself', async () => {
  const { book } = await open();
  await book.returnTo(Array.from({ length: 2_500 }, (_, index) => String(index)));
  expect(book.knowledge.forServer('17')).toBe(data);
  expect(book.knowledge.forServer('18').seenFrom('round-3')).toBe(data.seenFrom('round-3'));
});

test('contestants who are known are those of the data; the others are added', async () => {
  const { season } = await open();
  await season.add(round2);
  expect(season.of(GUILD).matches[0]?.contestantIds).toEqual(['till', 'c.77.2']);
  expect(season.of(GUILD).matches[0]?.competitionId).toBe('zombie-stage');
});

test('what is typed badly is refused with what to do, and nothing is kept', async () => {
  const { season } = await open();
  const add = (change: object) => refusal(season.add({ ...round2, ...change }));
  expect(await add({ label: ' \u200b' })).toContain('label');
  expect(await add({ label: 'R'.repeat(100) })).toContain('80');
  expect(await add({ label: 'Till wins' })).toContain('must not name anybody');
  expect(await add({ label: 'Round 8, everybody dies' })).toContain('how something ended');
  expect(await add({ label: 'round 6' })).toContain('called that already');
  const match = (contestants: string, competition = 'zombie stage') => ({
    match: { competition, contestants, open: true },
  });
  expect(await add(match('Nova'))).toContain('at least two');
  expect(await add(match('Nova\nnova'))).toContain('same name');
  expect(await add(match(Array.from({ length: 11 }, (_, index) => `N${index}`).join('\n')))).toContain('ten');
  expect(await add(match(`${'N'.repeat(70)}\nMira`))).toContain('60');
  expect(await add(match('Nova\nMira', 'The death of Till'))).toContain('must not name anybody');
  expect(season.of(GUILD).episodes).toEqual([]);
});

test('mentions in what is typed are kept as text', async () => {
  const { season } = await open();
  await season.add({ ...round2, label: '@everyone Round <@1>', match: undefined });
  expect(season.of(GUILD).episodes[0]?.label).toBe('@everyone Round <@1>');
});

test('the two-hundredth addition is refused, and the first fifty stay', async () => {
  const { season } = await open();
  let refused = 0;
  for (let index = 0; index < 200; index += 1) {
    const adding = season.add({ guildId: GUILD, interactionId: `9${index}`, label: `Part ${index}`, atMs: index });
    await adding.catch(() => {
      refused += 1;
    });
  }
  expect([season.of(GUILD).episodes.length, refused]).toEqual([50, 150]);
});

test('once it is out its polls lock as of then, whichever of its ids they were opened with', async () => {
  const { season, locked } = await open();
  await season.add(round2);
  expect(await season.out(GUILD, 'i.77', { atMs: 5_000, videoId: 'dQw4w9WgXcQ' })).toBe('v.dQw4w9WgXcQ');
  expect(locked).toEqual([
    ['v.dQw4w9WgXcQ', 5_000],
    ['i.77', 5_000],
  ]);
});

test('what a feed shows as out is out in the servers that planned it', async () => {
  const { season } = await open();
  await season.add(round2);
  await season.noteOut([GUILD, OTHER], 'i.77', { atMs: 7_000, videoId: 'dQw4w9WgXcQ', title: 'ZOMBIE STAGE ROUND 2' });
  expect(season.of(GUILD).episodes[0]).toMatchObject({ id: 'v.dQw4w9WgXcQ', outAtMs: 7_000 });
  await season.noteOut([GUILD], 'i.77', { atMs: 9_000 });
  expect(season.of(GUILD).episodes[0]?.outAtMs).toBe(7_000);
});

test('when it was not that episode after all, it is planned again, and the next upload can be it', async () => {
  const { season, book } = await open();
  await season.add(round2);
  await season.noteOut([GUILD], 'i.77', { atMs: 7_000, videoId: 'dQw4w9WgXcQ' });
  for (const id of ['v.dQw4w9WgXcQ', 'i.77', 'round-6']) await season.noteNotOut(GUILD, id);
  expect(season.of(GUILD).episodes[0]).toMatchObject({ id: 'i.77', formerly: ['v.dQw4w9WgXcQ'] });
  expect(book.knowledge.forServer(GUILD).isOut('i.77')).toBe(false);
  await season.noteOut([GUILD], 'i.77', { atMs: 9_000, videoId: 'aaaaaaaaaaa' });
  expect(season.of(GUILD).episodes[0]).toMatchObject({ id: 'v.aaaaaaaaaaa', outAtMs: 9_000 });
});

test('it is not removed while a poll is about it, by any of its ids', async () => {
  const { season } = await open({ polls: [{ state: 'open', matchId: 'm.77' }] });
  await season.add(round2);
  expect(await refusal(season.remove(GUILD, 'i.77'))).toContain('poll is about it');
  const free = await open({ polls: [{ state: 'void', matchId: 'm.77', episodeId: 'i.77' }] });
  await free.season.add(round2);
  await free.season.remove(GUILD, 'i.77');
  expect(free.season.of(GUILD).episodes).toEqual([]);
});

test('two moderators who add at the same time both have added', async () => {
  const { season } = await open();
  const add = (interactionId: string, label: string) => season.add({ guildId: GUILD, interactionId, label, atMs: 0 });
  await Promise.all([add('1', 'Part 1'), add('2', 'Part 2'), add('3', 'Part 3')]);
  expect(season.of(GUILD).episodes.map(({ label }) => label)).toEqual(['Part 1', 'Part 2', 'Part 3']);
});
