import { createAnnouncements } from '../src/services/announcements/announcements.ts';
import { createNotices } from '../src/services/notices.ts';
import { createPollBook } from '../src/services/polls/poll-book.ts';
import { createScheduler } from '../src/services/scheduler.ts';
import { createServers } from '../src/services/servers.ts';
import { openStore, type Store } from '../src/storage/index.ts';
import { createSeededChance } from '../src/util/chance.ts';
import { createSystemClock } from '../src/util/clock.ts';
import { createLog } from '../src/util/log.ts';
import { createSimulatedDiscord } from '../testkit/announcements/simulated-discord.ts';
import { seriesKnowledge } from '../testkit/knowledge/knowledge.ts';
import { heapBytes, keepServer } from './rig/kept-server.ts';
import { fitLine, type Line, loadOf } from './rig/scaling-model.ts';

/** One size, measured or computed; what the other did not give stands beside it. */
export interface ScalingFigure {
  readonly servers: number;
  readonly how: 'measured' | 'computed';
  /** What the bot holds in memory for its servers, an open poll and a subscription in each. */
  readonly heapMiB: number;
  /** What the fitted model says of it. */
  readonly modelHeapMiB: number;
  /** Reading them from the store at a start, without Discord. */
  readonly loadSeconds: number;
  readonly modelLoadSeconds: number;
  readonly storedMiB: number;
  readonly shards: number;
  readonly identifySeconds: number;
  readonly feedReadsPerHour: number;
  readonly writesPerSecondAtPeak: number;
  readonly requestsPerSecondAtPeak: number;
  /** How long a new entry takes to reach the last server at Discord’s fifty requests a second. */
  readonly announceSeconds: number;
}

/** Every so many servers has a feed of its own; the others read the series’. */
const OWN_FEED_EVERY = 5;
const MIB = 2 ** 20;

/** Measures each size in one process, fits a line to them, and computes the others by it. */
export async function benchScaling(sizes: {
  measured: readonly number[];
  computed: readonly number[];
}): Promise<readonly ScalingFigure[]> {
  // The first is done twice: the engine has seen the code by then.
  await measure(sizes.measured[0] ?? 10);
  const taken: Measured[] = [];
  for (const servers of sizes.measured) taken.push(await measure(servers));
  const line = (of: (one: Measured) => number) => fitLine(taken.map((one) => ({ x: one.servers, y: of(one) })));
  const lines = {
    heap: line(({ heapMiB }) => heapMiB),
    load: line(({ loadSeconds }) => loadSeconds),
    stored: line(({ storedMiB }) => storedMiB),
  };
  const at = (one: Line, servers: number) => one.base + one.slope * servers;
  const figure = (servers: number, how: ScalingFigure['how'], one?: Measured): ScalingFigure => ({
    servers,
    how,
    heapMiB: one?.heapMiB ?? at(lines.heap, servers),
    modelHeapMiB: at(lines.heap, servers),
    loadSeconds: one?.loadSeconds ?? at(lines.load, servers),
    modelLoadSeconds: at(lines.load, servers),
    storedMiB: one?.storedMiB ?? at(lines.stored, servers),
    ...loadOf(servers, { ownFeedEvery: OWN_FEED_EVERY }),
  });
  return [
    ...taken.map((one) => figure(one.servers, 'measured', one)),
    ...sizes.computed.map((servers) => figure(servers, 'computed')),
  ];
}

interface Measured {
  readonly servers: number;
  readonly heapMiB: number;
  readonly loadSeconds: number;
  readonly storedMiB: number;
}

async function measure(servers: number): Promise<Measured> {
  const clock = createSystemClock();
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: clock });
  const guildIds = Array.from({ length: servers }, (_, server) => `g${server}`);
  for (const [at, guildId] of guildIds.entries()) {
    await keepServer(store, guildId, at % OWN_FEED_EVERY === 0 ? undefined : 'https://feeds.example/series');
  }
  const storedMiB = (await storedBytes(store)) / MIB;
  const before = heapBytes();
  const kept = createServers(store);
  const chance = createSeededChance(1);
  const scheduler = createScheduler({ clock, log });
  const { publisher } = createSimulatedDiscord({ clock, chance, troubleOf: () => undefined, failuresPerMille: 0 });
  const shared = { store, servers: kept, publisher, clock, log, scheduler };
  const announcements = createAnnouncements({
    ...shared,
    chance,
    notices: createNotices(shared),
    knowledge: seriesKnowledge(),
    reader: { read: async () => ({ kind: 'unchanged' }), close: async () => {} },
    intervalSeconds: 900,
    shardOf: () => 0,
    episodeOut: async () => {},
    episodeNotOut: async () => {},
    pollsOf: async () => [],
  });
  const polls = createPollBook({ store, servers: kept });
  const beganMs = performance.now();
  await announcements.upkeep.returnTo(guildIds);
  await polls.load(guildIds);
  const loadSeconds = (performance.now() - beganMs) / 1_000;
  const heapMiB = (heapBytes() - before) / MIB;
  // Held until here.
  if (polls.liveOf(guildIds[0] ?? '').length !== 1) throw new Error('The polls were not loaded');
  if (announcements.upkeep.owedCount() !== 0) throw new Error('Nothing is owed');
  await scheduler.stop();
  await store.close();
  return { servers, heapMiB, loadSeconds, storedMiB };
}

async function storedBytes(store: Store): Promise<number> {
  let bytes = 0;
  for await (const page of store.pages()) {
    for (const { storedKey, text = '' } of page) bytes += Buffer.byteLength(storedKey) + Buffer.byteLength(text);
  }
  return bytes;
}
