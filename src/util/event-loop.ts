import { setImmediate as turn } from 'node:timers/promises';

/**
 * Waits for a whole round of the event loop, so that waiting timers, requests and answers run. A single immediate is
 * not enough: it may run within the same round.
 */
export async function nextRound(): Promise<void> {
  await turn();
  await turn();
}

/**
 * Short enough to go unnoticed: even ten such stretches at the same time hold up the rest by less than a tenth of a
 * second.
 */
const STRETCH_MS = 8;

/**
 * For work in many small steps: await the returned function after each. It gives way to other work whenever the steps
 * since the last time have taken some milliseconds.
 */
export function createBreather(): () => Promise<void> | undefined {
  let sinceMs = performance.now();
  const rest = async () => {
    await nextRound();
    sinceMs = performance.now();
  };
  return () => (performance.now() - sinceMs < STRETCH_MS ? undefined : rest());
}
