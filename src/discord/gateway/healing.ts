import type { Clock } from '../../util/clock.ts';
import type { GatewayHandlers } from './connection.ts';

/** Something that rests while a permission, a channel or a thread is gone. */
export interface Resting {
  isResting(guildId: string): boolean;
  tryAgain(guildId: string): void;
}

export interface Healing extends Pick<GatewayHandlers, 'onRightsChanged'> {
  /** Tries what is due, and returns when to look again, in ms since 1970. */
  begin(): number;
}

/** A server may change hundreds of roles in a minute; what rests there is tried no more often than this. */
const PAUSE_MS = 10_000;

/**
 * What rests in a server is tried the moment something changes that may give it back: at once for the first change, and
 * once more after those that follow within the pause. Where nothing rests, a change costs one look.
 */
export function createHealing(parts: { resting: readonly Resting[]; clock: Clock; wake: () => void }): Healing {
  const { resting, clock, wake } = parts;
  const dueAtMs = new Map<string, number>();
  const triedAtMs = new Map<string, number>();

  return {
    onRightsChanged(guildId) {
      if (dueAtMs.has(guildId) || !resting.some((one) => one.isResting(guildId))) return;
      const tried = triedAtMs.get(guildId);
      dueAtMs.set(guildId, tried === undefined ? clock.now() : Math.max(clock.now(), tried + PAUSE_MS));
      wake();
    },
    begin() {
      const nowMs = clock.now();
      for (const [guildId, atMs] of triedAtMs) if (atMs + PAUSE_MS <= nowMs) triedAtMs.delete(guildId);
      for (const [guildId, atMs] of dueAtMs) {
        if (atMs > nowMs) continue;
        dueAtMs.delete(guildId);
        triedAtMs.set(guildId, nowMs);
        for (const one of resting) if (one.isResting(guildId)) one.tryAgain(guildId);
      }
      return Math.min(Number.POSITIVE_INFINITY, ...dueAtMs.values());
    },
  };
}
