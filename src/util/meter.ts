/** How an interaction ended. `told`: the person got a sentence about what they asked; `apology`: the bot failed. */
export type InteractionOutcome = 'answered' | 'told' | 'apology' | 'unanswered';

/**
 * What is counted for whoever runs the bot. Numbers and names of kinds only: never an id, a text or a name of anybody, so
 * that each has a bounded number of values.
 */
export interface Meter {
  /** An interaction has arrived; to be called once it is over. */
  interaction(): (what: string, outcome: InteractionOutcome) => void;
  /** A vote was changed, and the change is on disk. */
  vote(change: 'counted' | 'moved' | 'withdrawn'): void;
  /** A public message was posted or drawn again, or was not. */
  message(act: 'send' | 'edit', kind: string, outcome: string): void;
  /** A feed was read. `key` tells feeds apart, and is not shown. */
  feedRead(key: string, outcome: string): void;
  /** Discord answered a request, or did not (`none`). */
  request(method: string, route: string, status: string, tookMs: number): void;
  /** A request waits for a limit. */
  limitWait(waitMs: number): void;
  /** A shard’s connection broke and is being resumed, or a session began anew. */
  connection(what: 'resuming' | 'began'): void;
}

/** Counts nothing. */
export const noMeter: Meter = {
  interaction: () => () => {},
  vote() {},
  message() {},
  feedRead() {},
  request() {},
  limitWait() {},
  connection() {},
};
