import { heapBytes } from './rig/kept-server.ts';
import { keepServers } from './rig/servers-here.ts';

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
