import { heapBytes } from './rig/kept-server.ts';
import { keepServers } from './rig/servers-here.ts';

/** The cost of one wake with so many servers, each with a subscription of its own and an open poll. */
export interface WakeFigure {
  readonly servers: number;
  /** Until all is done that one wake causes: a channel of one server may take posts again. */
  readonly wakeMicroseconds: number;
  /** How much the heap has grown for each wake, after a garbage collection. */
  readonly bytesPerWake: number;
  readonly nextDeadlineMicroseconds: number;
}

const WAKES = 20_000;

/** Measures the same wakes at each size, one size after the other. */
export async function benchWakes({ sizes }: { sizes: readonly number[] }): Promise<readonly WakeFigure[]> {
  // The first size is measured twice, and the first result dropped: by then the engine has compiled the code.
  const figures: WakeFigure[] = [];
  for (const servers of [sizes[0] ?? 1, ...sizes]) figures.push(await wakesWith(servers));
  return figures.slice(1);
}

async function wakesWith(servers: number): Promise<WakeFigure> {
  const kept = await keepServers(servers);
  const { store, guildIds } = kept;
  const { clock, scheduler, announcements, polls, load } = kept.begin();
  await load();
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
