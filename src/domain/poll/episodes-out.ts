import { z } from 'zod';

/** Episode → since when it is out, as the series' own feed showed it. */
export const EpisodesOfSeries = z.record(
  z.string(),
  z.strictObject({
    sinceMs: z.number(),
    /** It was out when the feed was first looked at: nobody saw it come. */
    atFirstLook: z.literal(true).optional(),
  }),
);
export type EpisodesOfSeries = z.infer<typeof EpisodesOfSeries>;
