import { z } from 'zod';

/** That a member is to be erased from what one shard keeps; it goes when that is done. */
export const Erasure = z.strictObject({
  askedAtMs: z.number(),
  /** Of how many shards it is one. */
  shardCount: z.number().int().positive(),
});
export type Erasure = z.infer<typeof Erasure>;

/** Since when the bot is not in a server any more. */
export const Departure = z.strictObject({ sinceMs: z.number() });
export type Departure = z.infer<typeof Departure>;
