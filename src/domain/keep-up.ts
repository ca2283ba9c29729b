import { z } from 'zod';

/** How many days after an episode is out a server's horizon may follow. */
export const keepUpDays = [1, 3, 7] as const;

/** The setting that a server's horizon follows episodes as they come out. */
export const KeepUp = z.strictObject({
  days: z.literal(keepUpDays),
  /**
   * Up to this moment (ms since 1970) the horizon is settled: it followed until then, or moderators have set it since.
   */
  fromMs: z.number(),
});
export type KeepUp = z.infer<typeof KeepUp>;

/** An episode, and since when it is out, in ms since 1970; undefined where that is not known, or it is not out. */
export interface EpisodeOutSince {
  readonly episodeId: string;
  readonly sinceMs: number | undefined;
}

const DAY_MS = 86_400_000;

/**
 * The episode that a horizon follows to by `nowMs`, if any, and when to look again (`Infinity`: only when another
 * episode comes out). Only an episode whose days end after `fromMs` moves the horizon, so that a server whose
 * moderators hold or set it back is not moved by episodes that have been out for long. It never moves past an episode
 * whose days are not over.
 *
 * @param ahead the episodes after the horizon, in viewing order
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

/**
 * The first moment (ms since 1970) at which a date, given as `2026-12-01`, `2026-12` or `2026`, is over everywhere on
 * earth.
 */
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
/** The time zone in which a day ends last is twelve hours behind UTC. */
const FURTHEST_WEST_MS = 12 * 3_600_000;
