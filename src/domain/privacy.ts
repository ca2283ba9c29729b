import { z } from 'zod';

/** A request to erase a member from what one shard keeps; removed when done. */
export const Erasure = z.strictObject({
  askedAtMs: z.number(),
  /** The number of shards at that time. */
  shardCount: z.number().int().positive(),
});
export type Erasure = z.infer<typeof Erasure>;

/** Since when the bot is no longer in a server, in ms since 1970. */
export const Departure = z.strictObject({ sinceMs: z.number() });
export type Departure = z.infer<typeof Departure>;
