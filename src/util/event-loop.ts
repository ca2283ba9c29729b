import { setImmediate as turn } from 'node:timers/promises';

/**
 * A whole round of the event loop, so that timers, requests and answers that wait have their turn. One immediate alone is
 * not one: it may come right after what has just been done, within the same round.
 */
export async function nextRound(): Promise<void> {
  await turn();
  await turn();
}
