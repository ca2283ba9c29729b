import type { Lease } from './held-lease.ts';

/** Leases under which something is written: their names, each with the token of whoever holds it. */
export type Fence = Readonly<Record<string, string>>;

/** Nothing has to be held. */
export const NO_FENCE: Fence = {};

export function fenceOf(leases: readonly Pick<Lease, 'name' | 'token'>[]): Fence {
  return Object.fromEntries(leases.map(({ name, token }) => [name, token]));
}

/** A statement was refused because another process has taken one of the leases it was written under. Nothing was written. */
export class FencedOffError extends Error {
  override readonly name = 'FencedOffError';

  constructor(fence: Fence, cause?: unknown) {
    super(`Nothing is written under a lease that another process has taken: ${Object.keys(fence).join(', ')}`, {
      cause,
    });
  }
}
