import { randomUUID } from 'node:crypto';

/** The one source of randomness, passed in so that tests can choose the values. */
export interface Chance {
  /** Evenly distributed over [0, 1). */
  fraction(): number;
  /** A new id that no other process will draw. */
  id(): string;
}

export function createSystemChance(): Chance {
  return { fraction: Math.random, id: randomUUID };
}

/** The same values for the same seed (mulberry32), for tests and long trials. */
export function createSeededChance(seed: number): Chance {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { fraction, id: () => `seeded-${seed}-${Math.floor(fraction() * 2 ** 32).toString(16)}` };
}
