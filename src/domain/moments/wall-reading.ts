import type { Temporal } from 'temporal-polyfill';

/**
 * What a text says by the clock on the wall, wherever that hangs: one date and time, or several where it can mean either; or a
 * span from now, which no clock changes.
 */
export type WallReading = { readonly at: readonly Temporal.PlainDateTime[] } | { readonly afterMs: number };

/** A day without a time of day is its last minute: what closes on a day takes votes on it. */
export const DAY_ENDS = '23:59';
