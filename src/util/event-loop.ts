import { setImmediate as turn } from 'node:timers/promises';

/**
 * A whole round of the event loop, so that timers, requests and answers that wait have their turn. One immediate alone is
 * not one: it may come right after what has just been done, within the same round.
 */
export async function nextRound(): Promise<void> {
  await turn();
  await turn();
}

/** Short enough that nobody notices: ten such stretches of work at once still hold up the rest by less than a tenth of a second. */
const STRETCH_MS = 8;

/**
 * For work of many small steps: awaited after each, it gives everything that waits its turn as often as the steps have taken
 * some milliseconds.
 */
export function createBreather(): () => Promise<void> | undefined {
  let sinceMs = performance.now();
  const rest = async () => {
    await nextRound();
    sinceMs = performance.now();
  };
  return () => (performance.now() - sinceMs < STRETCH_MS ? undefined : rest());
}
