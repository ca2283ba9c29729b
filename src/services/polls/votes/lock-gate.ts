import type { Poll } from '../../../domain/poll/poll.ts';

/**
 * Shuts a poll for votes while its lock is decided and saved: a member who votes in between must not be told that a
 * vote counts which the lock will not count.
 */
export interface LockGate {
  isShut(poll: Poll, nowMs: number): boolean;
  /**
   * Refuses votes from `asOfMs` on until `work` has ended, as long as the poll is unchanged: once a moderator changes
   * it, that lock will not be made, and votes are taken again.
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
