import type { Clock } from '../../util/clock.ts';
import type { GatewayHandlers } from './handlers.ts';

/** Something that rests while a permission, a channel or a thread is gone. */
export interface Resting {
  /** The servers in which it does. */
  resting(): ReadonlySet<string>;
  tryAgain(guildId: string): void;
}

export interface RetryOnChange extends Pick<GatewayHandlers, 'onRightsChanged'> {
  /** The bot came back to these servers: anything may have changed there. Costs one look, however many they are. */
  onReturn(guildIds: readonly string[]): void;
  /** Tries what is due, and returns when to look again, in ms since 1970. */
  begin(): number;
}

/** A server may change hundreds of roles in a minute; what rests there is tried no more often than this. */
const PAUSE_MS = 10_000;

/**
 * What rests in a server is tried the moment something changes that may give it back: at once for the first change, and
 * once more after those that follow within the pause. Where nothing rests, a change costs one look.
 */
export function createRetryOnChange(parts: {
  resting: readonly Resting[];
  clock: Clock;
  wake: () => void;
}): RetryOnChange {
  const { resting, clock, wake } = parts;
  const dueAtMs = new Map<string, number>();
  const triedAtMs = new Map<string, number>();

  function onReturn(guildIds: readonly string[]): void {
    const fresh = guildIds.filter((guildId) => !dueAtMs.has(guildId));
    const rest = fresh.length === 0 ? [] : resting.map((one) => one.resting());
    for (const guildId of fresh) {
      if (!rest.some((servers) => servers.has(guildId))) continue;
      const tried = triedAtMs.get(guildId);
      dueAtMs.set(guildId, tried === undefined ? clock.now() : Math.max(clock.now(), tried + PAUSE_MS));
      wake();
    }
  }

  return {
    onReturn,
    onRightsChanged: (guildId) => onReturn([guildId]),
    begin() {
      const nowMs = clock.now();
      for (const [guildId, atMs] of triedAtMs) if (atMs + PAUSE_MS <= nowMs) triedAtMs.delete(guildId);
      const due = [...dueAtMs].flatMap(([guildId, atMs]) => (atMs <= nowMs ? guildId : []));
      for (const guildId of due) {
        dueAtMs.delete(guildId);
        triedAtMs.set(guildId, nowMs);
      }
      for (const one of due.length === 0 ? [] : resting) {
        const servers = one.resting();
        for (const guildId of due) if (servers.has(guildId)) one.tryAgain(guildId);
      }
      return Math.min(Number.POSITIVE_INFINITY, ...dueAtMs.values());
    },
  };
}
