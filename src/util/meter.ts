/**
 * How an interaction ended. `told`: the person got a sentence about a mistake of theirs; `apology`: the bot failed;
 * `unanswered`: nobody was answered.
 */
export type InteractionOutcome = 'answered' | 'told' | 'apology' | 'unanswered';

/**
 * Counts for the operator. Only numbers and names of kinds, never ids, texts or names of people, so that each has a
 * limited number of values.
 */
export interface Meter {
  /** Call it when an interaction arrives; call the returned function when it is over. */
  interaction(): (what: string, outcome: InteractionOutcome) => void;
  /** A vote was changed, and the change is on disk. */
  vote(change: 'counted' | 'moved' | 'withdrawn'): void;
  /** Posting or redrawing a public message succeeded or failed. */
  message(act: 'send' | 'edit', kind: string, outcome: string): void;
  /** A feed was read. `key` tells feeds apart, and is not shown. */
  feedRead(key: string, outcome: string): void;
  /** Discord answered a request, or did not (`none`). */
  request(method: string, route: string, status: string, tookMs: number): void;
  /** A request waits for a limit. */
  limitWait(waitMs: number): void;
  /** A shard's connection broke and is being resumed, or a session began anew. */
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
