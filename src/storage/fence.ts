import type { Lease } from './held-lease.ts';

/** Under what something is written: nothing is, when a lease of it has another token by now. */
export interface Fence {
  /** Names of leases, each with the token of whoever holds it. */
  readonly tokens: Readonly<Record<string, string>>;
  /**
   * Grows with each write of a process. Under the same tokens none is carried out twice, nor after a later one: so a write
   * whose answer was lost may be asked for again, and one that was given up and arrives late changes nothing any more.
   */
  readonly sequence: number;
}

/** Names of leases, each with the token of whoever holds it; none = nothing has to be held. */
export type Tokens = Fence['tokens'];

export function tokensOf(leases: readonly Pick<Lease, 'name' | 'token'>[]): Tokens {
  return Object.fromEntries(leases.map(({ name, token }) => [name, token]));
}

/** A statement was refused because another process has taken one of the leases it was written under. Nothing was written. */
export class FencedOffError extends Error {
  override readonly name = 'FencedOffError';

  constructor(tokens: Tokens, cause?: unknown) {
    super(`Nothing is written under a lease that another process has taken: ${Object.keys(tokens).join(', ')}`, {
      cause,
    });
  }
}
