import { createAnnouncements } from '../src/services/announcements/announcements.ts';
import { createNotices } from '../src/services/notices.ts';
import { createPollBook } from '../src/services/polls/poll-book.ts';
import { createScheduler } from '../src/services/scheduler.ts';
import { createServers } from '../src/services/servers.ts';
import { openStore } from '../src/storage/index.ts';
import { createSeededChance } from '../src/util/chance.ts';
import { createSystemClock } from '../src/util/clock.ts';
import { createLog } from '../src/util/log.ts';
import { createSimulatedDiscord } from '../testkit/announcements/simulated-discord.ts';
import { seriesKnowledge } from '../testkit/knowledge/knowledge.ts';
import { heapBytes, keepServer } from './rig/kept-server.ts';

/** What one wake costs with so many servers, each with a subscription of its own and an open poll. */
export interface WakeFigure {
  readonly servers: number;
  /** One server's channel may take posts again: all that this wakes, to its end. */
  readonly wakeMicroseconds: number;
  /** What the heap has grown by, after a collection, over all wakes. */
  readonly bytesPerWake: number;
  readonly nextDeadlineMicroseconds: number;
}

const WAKES = 20_000;

/** The same wakes at each size, one after the other in one run. */
export async function benchWakes({ sizes }: { sizes: readonly number[] }): Promise<readonly WakeFigure[]> {
  // The first is done twice: the engine has seen the code by then.
  const figures: WakeFigure[] = [];
  for (const servers of [sizes[0] ?? 1, ...sizes]) figures.push(await wakesWith(servers));
  return figures.slice(1);
}

async function wakesWith(servers: number): Promise<WakeFigure> {
  const clock = createSystemClock();
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: clock });
  const guildIds = Array.from({ length: servers }, (_, server) => `g${server}`);
  for (const guildId of guildIds) await keepServer(store, guildId);

  const scheduler = createScheduler({ clock, log });
  const kept = createServers(store);
  const chance = createSeededChance(1);
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
  await announcements.upkeep.returnTo(guildIds);
  await polls.load(guildIds);
  scheduler.start();
  do await nextTurn();
  while (scheduler.nextAtMs() <= clock.now());
  await scheduler.idle();

  const wake = async (count: number) => {
    for (let done = 0; done < count; done += 1) {
      announcements.upkeep.tryAgain(guildIds[done % servers] ?? '');
      await nextTurn();
    }
    await scheduler.idle();
  };
  await wake(WAKES / 10);
  const before = heapBytes();
  const beganMs = performance.now();
  await wake(WAKES);
  const wakeMicroseconds = ((performance.now() - beganMs) * 1_000) / WAKES;
  const bytesPerWake = (heapBytes() - before) / WAKES;

  const askedMs = performance.now();
  for (let asked = 0; asked < WAKES; asked += 1) polls.nextDeadlineMs();
  const nextDeadlineMicroseconds = ((performance.now() - askedMs) * 1_000) / WAKES;
  await scheduler.stop();
  await store.close();
  return { servers, wakeMicroseconds, bytesPerWake, nextDeadlineMicroseconds };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
