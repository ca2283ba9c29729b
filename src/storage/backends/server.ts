import { setTimeout as sleep } from 'node:timers/promises';

/** What fails while a server restarts, or is replaced by another, is asked again for so long, in ms. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

/**
 * Asks again what failed because the server was not there, for five seconds at most. Only for what may be asked twice: the
 * answer, not the question, may be what was lost.
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

const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** An error as the network reports it: nobody is there, or not any more. */
export function isOfNetwork(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOfNetwork);
  return NETWORK.has(codeOf(error) ?? '');
}

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** An AggregateError, as a name with two addresses gives it, says nothing itself. */
export function reasonOf(error: unknown): unknown {
  return error instanceof AggregateError && error.message === '' ? error.errors[0] : error;
}
