import type { Lease } from './held-lease.ts';

/** The condition of a write: nothing is written if one of these leases has another token by now. */
export interface Fence {
  /** The names of the leases, each with its holder's token. */
  readonly tokens: Readonly<Record<string, string>>;
  /**
   * Grows with each write of a process. With the same tokens, no write is executed twice or after a later one: so a
   * write whose answer was lost may be repeated, and one that was given up and arrives late changes nothing.
   */
  readonly sequence: number;
}

/** Names of leases, each with its holder's token; empty = no lease is needed. */
export type Tokens = Fence['tokens'];

export function tokensOf(leases: readonly Pick<Lease, 'name' | 'token'>[]): Tokens {
  return Object.fromEntries(leases.map(({ name, token }) => [name, token]));
}

/** A write was refused because another process has taken one of its leases. Nothing was written. */
export class FencedOffError extends Error {
  override readonly name = 'FencedOffError';

  constructor(tokens: Tokens, cause?: unknown) {
    super(`Nothing is written under a lease that another process has taken: ${Object.keys(tokens).join(', ')}`, {
      cause,
    });
  }
}
