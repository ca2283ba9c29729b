/**
 * Shuts a poll for votes while its lock is being saved: whoever presses in between must not be told that a vote counts
 * that the lock will not count.
 */
export interface LockGate {
  isShut(pollId: string, nowMs: number): boolean;
  /** Votes from `asOfMs` on are refused until `work` has ended. */
  during<T>(pollId: string, asOfMs: number, work: () => Promise<T>): Promise<T>;
}

export function createLockGate(): LockGate {
  const shutAtMs = new Map<string, number>();
  return {
    isShut: (pollId, nowMs) => nowMs >= (shutAtMs.get(pollId) ?? Number.POSITIVE_INFINITY),
    async during(pollId, asOfMs, work) {
      shutAtMs.set(pollId, Math.min(asOfMs, shutAtMs.get(pollId) ?? Number.POSITIVE_INFINITY));
      try {
        return await work();
      } finally {
        shutAtMs.delete(pollId);
      }
    },
  };
}
