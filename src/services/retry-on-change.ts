import type { Clock } from '../util/clock.ts';
import type { Scheduler } from './scheduler.ts';

/** A part in which things wait while a permission, a channel or a thread is gone. */
export interface Resting {
  /** The servers in which something waits. Read at the moment of each `has`. */
  resting(): { has(guildId: string): boolean };
  tryAgain(guildId: string): void;
}

export interface RetryOnChange {
  /** Call it when permissions, channels or threads of a server have changed. */
  onRightsChanged(guildId: string): void;
  /**
   * Call it when the bot came back to these servers: anything may have changed there. Costs one check, however many
   * they are.
   */
  onReturn(guildIds: readonly string[]): void;
}

/** A server may change hundreds of roles in a minute; what waits there is tried no more often than this. */
const PAUSE_MS = 10_000;

/**
 * Tries what waits in a server as soon as something changes that may allow it: at once for the first change, and once
 * more after those that follow within the pause. Where nothing waits, a change costs one look-up.
 */
export function createRetryOnChange(parts: {
  resting: readonly Resting[];
  scheduler: Pick<Scheduler, 'work'>;
  clock: Clock;
}): RetryOnChange {
  const { resting, clock } = parts;
  const retries = parts.scheduler.work('retry', retry);
  /** When each server was last tried, oldest first. */
  const triedAtMs = new Map<string, number>();

  async function retry(guildId: string): Promise<number> {
    triedAtMs.delete(guildId);
    triedAtMs.set(guildId, clock.now());
    for (const one of resting) if (one.resting().has(guildId)) one.tryAgain(guildId);
    return Number.POSITIVE_INFINITY;
  }

  function forgetOld(): void {
    for (const [guildId, atMs] of triedAtMs) {
      if (atMs <= clock.now() && clock.now() < atMs + PAUSE_MS) return;
      triedAtMs.delete(guildId);
    }
  }

  function onReturn(guildIds: readonly string[]): void {
    forgetOld();
    const fresh = guildIds.filter((guildId) => !retries.has(guildId));
    const rest = fresh.length === 0 ? [] : resting.map((one) => one.resting());
    for (const guildId of fresh) {
      if (!rest.some((servers) => servers.has(guildId))) continue;
      const tried = triedAtMs.get(guildId);
      retries.plan(guildId, tried === undefined ? clock.now() : Math.max(clock.now(), tried + PAUSE_MS));
    }
  }

  return { onReturn, onRightsChanged: (guildId) => onReturn([guildId]) };
}
