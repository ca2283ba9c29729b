import type { Clock } from '../clock.ts';

export interface InvalidRequestOptions {
  /**
   * How many answers of 401, 403 and 429 an address may get in the window before it is banned. Discord's limit is
   * 10,000 in ten minutes.
   */
  readonly limit: number;
  readonly windowMs: number;
}

export const INVALID_REQUESTS: InvalidRequestOptions = { limit: 10_000, windowMs: 10 * 60_000 };

export interface InvalidRequests {
  /** Counts an answer. A 429 whose scope is `shared` does not count. */
  count(status: number, scope: string | undefined): void;
  /** How many seconds the ban still lasts; undefined without one. */
  shutOutSeconds(): number | undefined;
  /** The present count. */
  readonly now: number;
}

/**
 * Every client here has the same address, so one count holds for all, as at Discord for all bots of a machine.
 * https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 *
 * @param machine the machine's time, as for every other limit of requests
 */
export function createInvalidRequests(machine: Clock, { limit, windowMs }: InvalidRequestOptions): InvalidRequests {
  let atMs: number[] = [];
  const recent = () => {
    const nowMs = machine.now();
    if ((atMs[0] ?? nowMs) <= nowMs - windowMs) atMs = atMs.filter((at) => at > nowMs - windowMs);
    return atMs;
  };
  return {
    count(status, scope) {
      if (status === 401 || status === 403 || (status === 429 && scope !== 'shared')) atMs.push(machine.now());
    },
    shutOutSeconds() {
      const counted = recent();
      if (counted.length < limit) return undefined;
      return ((counted[counted.length - limit] ?? machine.now()) + windowMs - machine.now()) / 1000;
    },
    get now() {
      return recent().length;
    },
  };
}
