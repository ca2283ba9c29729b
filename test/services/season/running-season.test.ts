import { expect, test } from 'vitest';
import { z } from 'zod';
import { assembleKnowledge } from '../../../src/domain/knowledge/index.ts';
import { type Notice, noNotices } from '../../../src/domain/notices.ts';
import { UserError } from '../../../src/i18n/user-error.ts';
import { createKeepUp } from '../../../src/services/keep-up.ts';
import { createMembers } from '../../../src/services/members.ts';
import { createPolls } from '../../../src/services/polls/polls.ts';
import { createReadingService } from '../../../src/services/reading.ts';
import { createScheduler } from '../../../src/services/scheduler.ts';
import { createAddedResults } from '../../../src/services/season/added-results.ts';
import { createAdditionsBook } from '../../../src/services/season/additions-book.ts';
import { createDataTakesOver } from '../../../src/services/season/data-takes-over.ts';
import { createSeason } from '../../../src/services/season/season.ts';
import { createServers } from '../../../src/services/servers.ts';
import { DamagedRecordError, openStore } from '../../../src/storage/index.ts';
import { noticeRecord } from '../../../src/storage/kinds.ts';
import { defineRecord } from '../../../src/storage/record-kind.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { seriesFiles } from '../../../testkit/knowledge/knowledge.ts';
import { createFakeDiscord } from '../../../testkit/polls/fake-discord.ts';
import { createLife } from '../../../testkit/polls/mortal.ts';
import { turns } from '../../../testkit/polls/stage.ts';

const WORDS = { moderators: { en: 'moderators' }, rounds: { en: 'Rounds' } };
const GUILD = '500000000000000001';
const OTHER = '500000000000000002';
const MODERATOR = '300000000000000001';
const START_MS = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIDEO = 'dQw4w9WgXcQ';
const SOURCES = ['s01'];

const round2 = {
  guildId: GUILD,
  interactionId: '77',
  label: 'ZOMBIE STAGE Round 2',
  atMs: START_MS,
  match: { competition: 'zombie stage', contestants: '🐍 Till\n🌟 Nova', open: true },
};

/** What a server has of a season that runs, on a clock that is moved. */
async function open(store?: Awaited<ReturnType<typeof openStore>>) {
  const clock = createManualClock(START_MS);
  const log = createLog({ level: 'silent', format: 'json', write: () => {} });
  const kept = store ?? (await openStore({ url: 'memory:', log, machineClock: createManualClock(0) }));
  let data = assembleKnowledge(seriesFiles());
  const additions = createAdditionsBook({ store: kept, data: () => data, words: WORDS });
  const { knowledge } = additions;
  const servers = createServers(kept);
  const members = createMembers(kept, knowledge);
  const scheduler = createScheduler({ clock, log });
  const discord = createFakeDiscord(clock);
  const told: Notice[] = [];
  const telling = (guildId: string, notice: Notice) => {
    told.push(notice);
    return kept.records(noticeRecord).putting(guildId, noNotices);
  };
  const shared = { store: kept, knowledge, servers, clock, log, scheduler, telling };
  const polls = createPolls({
    ...shared,
    members,
    publisher: discord.publisherFor(createLife()),
    reading: createReadingService({ knowledge, servers, members }),
    commitResult: createAddedResults({ store: kept, additions, changed: () => {} }),
    onMoved: (guildId) => keepUp.changed([guildId]),
  });
  const keepUp = createKeepUp({ ...shared, additions, polls, onKeeping: () => {} });
  const season = createSeason({
    book: additions,
    data: () => data,
    entryRules: { whileChanging: (_guildId, change) => change() },
    polls,
    changed: (guildId) => keepUp.changed([guildId]),
  });
  const takesOver = createDataTakesOver({ ...shared, book: additions, data: () => data, polls });
  await servers.update(GUILD, (server) => ({ ...server, horizon: 'all' }));

  async function settle(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      scheduler.begin();
      await Promise.all([polls.upkeep.idle(), keepUp.idle()]);
      await turns();
      if (scheduler.nextAtMs() > clock.now()) return;
    }
    throw new Error('It never comes to rest');
  }

  return {
    ...{ store: kept, additions, knowledge, servers, scheduler, clock, told, polls, keepUp, season, takesOver, settle },
    async wait(ms: number) {
      clock.advance(ms);
      await settle();
    },
    /** The data is another from now on. */
    async reload(change: (files: ReturnType<typeof filesToChange>) => void) {
      const files = filesToChange();
      change(files);
      data = assembleKnowledge(files);
      keepUp.changed();
      await takesOver.look();
      await settle();
    },
    async openPoll(matchId: string) {
      const request = {
        ...{ id: '900', guildId: GUILD, channelId: '200', openedBy: MODERATOR, closesAtMs: clock.now() + HOUR },
        match: { known: matchId },
        secret: false,
      };
      const opened = await polls.opening.open(request as Parameters<typeof polls.opening.open>[0]);
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      await settle();
      return opened.poll;
    },
  };
}

function filesToChange() {
  return seriesFiles() as { episodes: object[]; characters: object[]; matches: { matches: object[] } } & Record<
    string,
    unknown
  >;
}

/** The data learns of the round, without its video, and who won it. */
function learnRound2(files: ReturnType<typeof filesToChange>, winner: string): void {
  files.episodes.push({
    ...{ id: 'zombie-stage-2', label: { en: 'ZOMBIE STAGE Episode 2' }, kind: 'alternate', songs: [], about: [] },
    title: { value: { en: 'The second round' }, sources: SOURCES },
    released: { value: '2026-11-25', sources: SOURCES },
  });
  files.characters.push({
    ...{ id: 'nova', introduced: 'zombie-stage-2', name: { value: { en: 'Nova' }, sources: SOURCES } },
    about: [{ text: { en: 'A newcomer.' }, sources: SOURCES }],
  });
  files.matches.matches.push({
    ...{ id: 'zombie-stage-2', competition: 'zombie-stage', stage: 'zombie-rounds', round: 2 },
    ...{ label: { en: 'ZOMBIE STAGE Episode 2' }, episode: 'zombie-stage-2' },
    slots: ['till', 'nova'].map((contestant) => ({ contestant, sources: SOURCES, after: 'zombie-stage-2' })),
    result: { winner, sources: SOURCES },
  });
}

const kinds = (told: readonly Notice[]) =>
  told.map(({ kind }) => kind).filter((kind) => ['kept-up', 'data-episode', 'result-differs'].includes(kind));

test('a settled poll makes the result of an added match known, in that server, to those who have watched its episode', async () => {
  const { season, polls, knowledge, openPoll } = await open();
  await season.add(round2);
  const poll = await openPoll('m.77');
  await season.out(GUILD, 'i.77', { atMs: START_MS + 1, videoId: VIDEO });
  const winnerAt = (horizon: string, guildId = GUILD) => {
    const match = knowledge.forServer(guildId).seenFrom(horizon).match('m.77');
    return match?.result?.winner.id;
  };
  expect(winnerAt('all')).toBeUndefined();
  await polls.lifecycle.giveResult({ pollId: poll.id }, poll.contestants[1]?.id ?? '', MODERATOR);
  expect(winnerAt('all')).toBe('c.77.2');
  expect(winnerAt(`v.${VIDEO}`)).toBe('c.77.2');
  expect(winnerAt('zombie-stage-1')).toBeUndefined();
  expect(winnerAt('all', OTHER)).toBeUndefined();

  await polls.lifecycle.giveResult({ pollId: poll.id }, poll.contestants[0]?.id ?? '', MODERATOR);
  expect(winnerAt('all')).toBe('till');
});

test('the result of an added match is there after a restart', async () => {
  const before = await open();
  await before.season.add(round2);
  const poll = await before.openPoll('m.77');
  await before.season.out(GUILD, 'i.77', { atMs: START_MS + 1, videoId: VIDEO });
  await before.polls.lifecycle.giveResult({ pollId: poll.id }, 'till', MODERATOR);
  const after = await open(before.store);
  await after.additions.returnTo([GUILD]);
  expect(after.knowledge.forServer(GUILD).seenFrom('all').match('m.77')?.result?.winner.id).toBe('till');
});

test('a server that keeps up follows three days after an episode is out, and its moderators are told once', async () => {
  const { season, keepUp, servers, told, wait, settle, scheduler, clock } = await open();
  await servers.update(GUILD, (server) => ({ ...server, horizon: 'zombie-stage-1' }));
  await keepUp.set(GUILD, 3);
  await season.add(round2);
  await season.out(GUILD, 'i.77', { atMs: clock.now(), videoId: VIDEO });
  await settle();
  expect(scheduler.nextAtMs()).toBe(START_MS + 3 * DAY);
  await wait(3 * DAY - 1);
  expect((await servers.get(GUILD)).horizon).toBe('zombie-stage-1');
  await wait(1);
  expect((await servers.get(GUILD)).horizon).toBe(`v.${VIDEO}@zombie-stage-1`);
  expect(told.filter(({ kind }) => kind === 'kept-up')).toEqual([
    { kind: 'kept-up', label: 'ZOMBIE STAGE Round 2', days: 3 },
  ]);
  await wait(30 * DAY);
  expect(kinds(told)).toEqual(['kept-up']);
});

test('a server that its moderators set back stays there until the next episode, and one that ended it for good', async () => {
  const { season, keepUp, servers, polls, wait, clock } = await open();
  await servers.update(GUILD, (server) => ({ ...server, horizon: 'zombie-stage-1' }));
  await keepUp.set(GUILD, 1);
  await season.add(round2);
  await season.out(GUILD, 'i.77', { atMs: clock.now(), videoId: VIDEO });
  await wait(DAY);
  const { seen } = await polls.horizons.preview(GUILD, 'round-3');
  const change = (server: Awaited<ReturnType<typeof servers.get>>) => ({ ...server, horizon: 'round-3' });
  await polls.horizons.move({ guildId: GUILD, horizon: 'round-3', by: MODERATOR, seen, change });
  await wait(9 * DAY);
  expect((await servers.get(GUILD)).horizon).toBe('round-3');

  await season.add({ ...round2, interactionId: '78', label: 'ZOMBIE STAGE Round 3', match: undefined });
  await season.out(GUILD, 'i.78', { atMs: clock.now(), videoId: 'aaaaaaaaaaa' });
  await wait(DAY);
  expect((await servers.get(GUILD)).horizon).toContain('v.aaaaaaaaaaa');

  await keepUp.set(GUILD, undefined);
  await season.add({ ...round2, interactionId: '79', label: 'ZOMBIE STAGE Round 4', match: undefined });
  await season.out(GUILD, 'i.79', { atMs: clock.now(), videoId: 'bbbbbbbbbbb' });
  await wait(9 * DAY);
  expect((await servers.get(GUILD)).horizon).toContain('v.aaaaaaaaaaa');
});

test('a server that keeps up is found again after a restart, and costs nothing where nobody does', async () => {
  const before = await open();
  await before.servers.update(GUILD, (server) => ({ ...server, horizon: 'zombie-stage-1' }));
  await before.keepUp.set(GUILD, 1);
  await before.season.add(round2);
  await before.season.out(GUILD, 'i.77', { atMs: START_MS, videoId: VIDEO });
  const after = await open(before.store);
  await after.servers.update(GUILD, (server) => ({ ...server, horizon: 'zombie-stage-1' }));
  await after.additions.returnTo([GUILD, OTHER]);
  await after.keepUp.returnTo([GUILD, OTHER]);
  expect([...after.keepUp.servers()]).toEqual([GUILD]);
  await after.wait(DAY);
  expect((await after.servers.get(GUILD)).horizon).toContain(`v.${VIDEO}`);
});

test('an episode that is new in the data is asked about once, and is the added one from when a moderator says so', async () => {
  const { season, told, reload, takesOver, knowledge } = await open();
  await season.add(round2);
  await takesOver.look();
  expect(kinds(told)).toEqual([]);
  await reload((files) => learnRound2(files, 'till'));
  await takesOver.look();
  expect(kinds(told)).toEqual(['data-episode']);
  expect(told.at(-1)).toMatchObject({ episodeId: 'zombie-stage-2', label: 'ZOMBIE STAGE Episode 2' });
  expect(takesOver.candidates(GUILD, 'zombie-stage-2').map(({ id }) => id)).toEqual(['i.77']);

  await season.identify(GUILD, 'i.77', 'zombie-stage-2');
  const here = knowledge.forServer(GUILD);
  expect(here.episodeLabel('i.77')?.id).toBe('zombie-stage-2');
  expect(here.seenFrom('all').match('m.77')?.id).toBe('zombie-stage-2');
  expect(() => takesOver.candidates(GUILD, 'zombie-stage-2')).toThrow(UserError);
  await expect(season.identify(GUILD, 'i.77', 'zombie-stage-2')).rejects.toThrow(UserError);
  await takesOver.look();
  expect(kinds(told)).toEqual(['data-episode']);
});

test('an added episode with the video of one in the data is that one, and nobody is asked', async () => {
  const { season, told, reload, knowledge } = await open();
  await season.add(round2);
  await season.out(GUILD, 'i.77', { atMs: START_MS, videoId: VIDEO });
  await reload((files) => {
    learnRound2(files, 'till');
    Object.assign(files.episodes.at(-1) ?? {}, { video: { value: VIDEO, sources: SOURCES } });
  });
  expect(kinds(told)).toEqual([]);
  expect(knowledge.forServer(GUILD).episodeLabel('i.77')?.id).toBe('zombie-stage-2');
});

test('a result that differs from the data changes nothing that was settled: moderators are asked once', async () => {
  const { season, told, reload, polls, takesOver, openPoll } = await open();
  await season.add(round2);
  const poll = await openPoll('m.77');
  await season.out(GUILD, 'i.77', { atMs: START_MS + 1, videoId: VIDEO });
  await polls.lifecycle.giveResult({ pollId: poll.id }, poll.contestants[1]?.id ?? '', MODERATOR);
  await reload((files) => {
    learnRound2(files, 'till');
    Object.assign(files.episodes.at(-1) ?? {}, { video: { value: VIDEO, sources: SOURCES } });
  });
  await takesOver.look();
  expect(kinds(told)).toEqual(['result-differs']);
  const settled = await polls.book.get(poll.id);
  expect(settled?.results.at(-1)?.winnerId).toBe(poll.contestants[1]?.id);
  expect(settled?.points).toBe(poll.points);
  expect(polls.horizons.winnerTold('all', poll)).toBe(poll.contestants[0]?.id);
});

test('a result that is in the data is asked of nobody', async () => {
  const { season, told, reload, polls, openPoll } = await open();
  await season.add(round2);
  const poll = await openPoll('m.77');
  await season.out(GUILD, 'i.77', { atMs: START_MS + 1, videoId: VIDEO });
  await polls.lifecycle.giveResult({ pollId: poll.id }, 'till', MODERATOR);
  await reload((files) => {
    learnRound2(files, 'till');
    Object.assign(files.episodes.at(-1) ?? {}, { video: { value: VIDEO, sources: SOURCES } });
  });
  expect(kinds(told)).toEqual([]);
});

test('a planned episode cannot be moved before one that is out, nor one that is out behind a planned one', async () => {
  const { season } = await open();
  await season.add(round2);
  await season.add({ ...round2, interactionId: '78', label: 'ZOMBIE STAGE Round 3', match: undefined });
  await expect(season.edit(GUILD, 'i.77', { follows: 'round-1' }, '1')).rejects.toThrow(UserError);
  await expect(season.edit(GUILD, 'i.77', { follows: 'none' }, '2')).rejects.toThrow(UserError);
  await season.edit(GUILD, 'i.77', { follows: 'i.78' }, '3');
  await season.out(GUILD, 'i.77', { atMs: START_MS, videoId: VIDEO });
  await expect(season.edit(GUILD, 'i.77', { follows: 'i.78' }, '4')).rejects.toThrow(UserError);
  await season.edit(GUILD, 'i.77', { follows: 'round-1' }, '5');
});

test('a planned episode that was moved stays behind what comes out later', async () => {
  const { season, knowledge } = await open();
  await season.add({ ...round2, match: undefined });
  await season.edit(GUILD, 'i.77', { follows: 'zombie-stage-1' }, '1');
  await season.add({ ...round2, interactionId: '78', label: 'ZOMBIE STAGE Round 3', match: undefined });
  await season.out(GUILD, 'i.78', { atMs: START_MS, videoId: VIDEO });
  const here = knowledge.forServer(GUILD);
  expect(here.episodeLabels().at(-1)?.id).toBe('i.77');
  expect(here.isOut('i.77')).toBe(false);
});

test('additions that cannot be read are one server’s own trouble', async () => {
  const { store, additions, season, knowledge } = await open();
  const broken = defineRecord({ name: 'additions', version: 1, schema: z.unknown() });
  await store.records(broken).put(GUILD, { episodes: 'none of this can be read' });
  await season.add({ ...round2, guildId: OTHER });
  await additions.returnTo([GUILD, OTHER]);
  expect(knowledge.forServer(GUILD).seenFrom('all').character('till')).toBeDefined();
  expect(knowledge.forServer(OTHER).episodeLabel('i.77')).toBeDefined();
  await expect(season.add(round2)).rejects.toThrow(DamagedRecordError);
  await season.add({ ...round2, guildId: OTHER, interactionId: '78', label: 'ZOMBIE STAGE Round 3' });
  expect(season.of(OTHER).episodes).toHaveLength(2);
});

test('members who had watched a removed episode count as having watched the one before it', async () => {
  const { season, knowledge } = await open();
  await season.add({ ...round2, match: undefined });
  await season.out(GUILD, 'i.77', { atMs: START_MS, videoId: VIDEO });
  const kept = knowledge.forServer(GUILD).keep('i.77');
  await season.remove(GUILD, `v.${VIDEO}`);
  expect(knowledge.forServer(GUILD).held(kept)).toBe('zombie-stage-1');
});
