import type { Clock } from './clock.ts';

/** First second of 2015, where Discord's ids begin to count. https://docs.discord.com/developers/reference#snowflakes */
export const DISCORD_EPOCH_MS = 1_420_070_400_000;

export interface Snowflakes {
  /** A new id, later than every id before; its time is that of the clock (never before 2015). */
  next(): string;
  /** As `next`, but at least a millisecond after the last id: the shard of a server follows from its milliseconds. */
  nextApart(): string;
}

export function createSnowflakes(clock: Clock): Snowflakes {
  let last = 0n;
  const after = (least: bigint) => {
    const now = BigInt(Math.max(0, Math.floor(clock.now()) - DISCORD_EPOCH_MS)) << 22n;
    last = now > last ? now : least;
    return last.toString();
  };
  return { next: () => after(last + 1n), nextApart: () => after(((last >> 22n) + 1n) << 22n) };
}

/** Compares ids by age: as numbers, not as text. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export function isSnowflake(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9]\d{0,19}$/.test(text);
}
