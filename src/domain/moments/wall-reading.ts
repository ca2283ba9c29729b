import type { Temporal } from 'temporal-polyfill';

/**
 * What a text means as wall-clock time, still without a zone: one date and time, or several where it can mean either;
 * or a span from now, which no zone affects.
 */
export type WallReading = { readonly at: readonly Temporal.PlainDateTime[] } | { readonly afterMs: number };

/** A day without a time means its last minute, so that a poll that closes on a day takes votes on that day. */
export const DAY_ENDS = '23:59';
