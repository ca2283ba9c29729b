import { z } from 'zod';

/** How many days after an episode is out a server's horizon may follow. */
export const keepUpDays = [1, 3, 7] as const;

/** That a server's horizon follows what comes out. */
export const KeepUp = z.strictObject({
  days: z.literal(keepUpDays),
  /** What was to be followed by then was followed, or its moderators said since how far the server is: in ms since 1970. */
  fromMs: z.number(),
});
export type KeepUp = z.infer<typeof KeepUp>;

/** An episode, and since when it is out; undefined where that is not known, or it is not out. */
export interface EpisodeOutSince {
  readonly episodeId: string;
  readonly sinceMs: number | undefined;
}

const DAY_MS = 86_400_000;

/**
 * Where a horizon follows to by `nowMs`, if anywhere, and when there may be more to follow (`Infinity`: not before another
 * episode is out). Only an episode whose days are over since `fromMs` moves it: a server that its moderators hold back, or
 * set back, is not moved by what was out for long. It never goes past one whose days are not over.
 *
 * @param ahead the episodes behind the horizon, in viewing order
 */
export function followed(
  { days, fromMs }: KeepUp,
  ahead: readonly EpisodeOutSince[],
  nowMs: number,
): { readonly to: string | undefined; readonly nextAtMs: number } {
  let to: string | undefined;
  for (const { episodeId, sinceMs } of ahead) {
    if (sinceMs === undefined) continue;
    const dueAtMs = sinceMs + days * DAY_MS;
    if (dueAtMs > nowMs) return { to, nextAtMs: dueAtMs };
    if (dueAtMs > fromMs) to = episodeId;
  }
  return { to, nextAtMs: Number.POSITIVE_INFINITY };
}

/** The first moment at which a date that is known as precisely as `2026-12-01`, `2026-12` or `2026` is over everywhere. */
export function dateOverMs(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  const nextMs =
    month === undefined
      ? Date.UTC(year + 1, 0, 1)
      : day === undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year, month - 1, day + 1);
  return nextMs + FURTHEST_WEST_MS;
}
/** Where a day ends last. */
const FURTHEST_WEST_MS = 12 * 3_600_000;
