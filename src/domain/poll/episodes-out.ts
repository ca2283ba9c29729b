import { z } from 'zod';

/** By episode, since when it is out, as the series' own feed showed it. */
export const EpisodesOfSeries = z.record(
  z.string(),
  z.strictObject({
    sinceMs: z.number(),
    /** It was out already when the feed was first looked at. */
    atFirstLook: z.literal(true).optional(),
  }),
);
export type EpisodesOfSeries = z.infer<typeof EpisodesOfSeries>;
