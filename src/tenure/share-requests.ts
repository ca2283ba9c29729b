import type { DiscordRest } from '../discord/rest/discord-rest.ts';
import { countProcesses } from '../services/shards.ts';
import type { Store } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** How often the processes that share the token's rate limit are counted. */
const COUNT_EVERY_MS = 5_000;

/**
 * Divides the token's requests among the running processes, again and again until `signal` is aborted. Never rejects.
 */
export async function shareRequests(parts: {
  readonly rest: Pick<DiscordRest, 'shareWith'>;
  readonly store: Store;
  readonly applicationId: string;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { rest, store, applicationId, machineClock, log, signal } = parts;
  while (!signal.aborted) {
    try {
      rest.shareWith(await countProcesses(store.leases, applicationId));
    } catch (err) {
      log.warn({ err }, 'How many processes there are is not known; it stays as it was');
    }
    await machineClock.waitUntil(machineClock.now() + COUNT_EVERY_MS, signal);
  }
}
