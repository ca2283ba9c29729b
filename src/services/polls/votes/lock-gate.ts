import type { Poll } from '../../../domain/poll/poll.ts';

/**
 * Shuts a poll for votes while what ends its voting is decided and saved: whoever presses in between must not be told that
 * a vote counts that the lock will not count.
 */
export interface LockGate {
  isShut(poll: Poll, nowMs: number): boolean;
  /**
   * Votes from `asOfMs` on are refused until `work` has ended, as long as the poll is as it was: a moderator who changes it
   * meanwhile opens the gate, since that lock will not be made.
   */
  during<T>(poll: Poll, asOfMs: number, work: () => Promise<T>): Promise<T>;
}

export function createLockGate(): LockGate {
  const shut = new Map<string, { readonly revision: number; readonly asOfMs: number }[]>();
  return {
    isShut: ({ id, revision }, nowMs) =>
      (shut.get(id) ?? []).some((gate) => gate.revision === revision && nowMs >= gate.asOfMs),
    async during(poll, asOfMs, work) {
      const gate = { revision: poll.revision, asOfMs };
      shut.set(poll.id, [...(shut.get(poll.id) ?? []), gate]);
      try {
        return await work();
      } finally {
        const left = (shut.get(poll.id) ?? []).filter((other) => other !== gate);
        if (left.length > 0) shut.set(poll.id, left);
        else shut.delete(poll.id);
      }
    },
  };
}
