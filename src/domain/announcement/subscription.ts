import { z } from 'zod';

/** What an announcement may tell: all there is, the entry's title, or only that something new is out. */
export const amounts = ['everything', 'title', 'out'] as const;
export type Amount = (typeof amounts)[number];

/** One feed, announced in one channel. */
export const Subscription = z.strictObject({
  /** The id of the interaction that made it. */
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  feedUrl: z.string(),
  roleId: z.string().optional(),
  amount: z.enum(amounts),
  shorts: z.boolean(),
  upcoming: z.enum(['post', 'hold']),
  /** What the feed listed up to this document is never announced here. */
  sinceDocument: z.number().int().nonnegative(),
  language: z.string(),
  createdBy: z.string(),
  createdAtMs: z.number(),
});
export type Subscription = z.infer<typeof Subscription>;
