import type { Store } from '../src/storage/index.ts';
import { heapBytes } from './rig/kept-server.ts';
import { fitLine, type Line, loadOf } from './rig/scaling-model.ts';
import { keepServers } from './rig/servers-here.ts';

/** One size, either measured or computed, with the figure of the model beside it. */
export interface ScalingFigure {
  readonly servers: number;
  readonly how: 'measured' | 'computed';
  /** The heap that the bot needs for its servers, with an open poll and a subscription in each. */
  readonly heapMiB: number;
  /** The same figure by the fitted model. */
  readonly modelHeapMiB: number;
  /** Reading the servers from the store at a start, without Discord. */
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

/** One server of these has a feed of its own; the others read the feed of the series. */
const OWN_FEED_EVERY = 5;
const MIB = 2 ** 20;

/** Measures some sizes in one process, fits a line to them, and computes the other sizes from the line. */
export async function benchScaling(sizes: {
  measured: readonly number[];
  computed: readonly number[];
}): Promise<readonly ScalingFigure[]> {
  // The first size is measured twice, and the first result dropped: by then the engine has compiled the code.
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
  const kept = await keepServers(servers, (at) =>
    at % OWN_FEED_EVERY === 0 ? undefined : 'https://feeds.example/series',
  );
  const { store, guildIds } = kept;
  const storedMiB = (await storedBytes(store)) / MIB;
  const before = heapBytes();
  const { announcements, polls, scheduler, load } = kept.begin();
  const beganMs = performance.now();
  await load();
  const loadSeconds = (performance.now() - beganMs) / 1_000;
  const heapMiB = (heapBytes() - before) / MIB;
  // Used here, after the measurement, so that nothing of it can be collected before.
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
