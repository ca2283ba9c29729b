import { setTimeout as sleep } from 'node:timers/promises';

/** How long failures are retried while a server restarts or is replaced, in ms. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

/**
 * Repeats what failed because the server was not there, for five seconds at most. Only for requests that may be made
 * twice: it may be the answer that was lost.
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  parts: { mayPass: (error: unknown) => boolean; forMs?: number },
): Promise<T> {
  const untilMs = performance.now() + (parts.forMs ?? PATIENCE_MS);
  while (true) {
    try {
      return await ask();
    } catch (error) {
      if (!parts.mayPass(error) || performance.now() + PAUSE_MS >= untilMs) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

/** The reason of an AggregateError without a message of its own, as for a name with two addresses. */
export function reasonOf(error: unknown): unknown {
  return error instanceof AggregateError && error.message === '' ? error.errors[0] : error;
}
