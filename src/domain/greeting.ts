import { z } from 'zod';

/** The greeting of a server and its progress. One record per server, as long as anything of the server is kept. */
export const Greeting = z.strictObject({
  /** When the bot was added. */
  joinedAtMs: z.number(),
  /** Channels to try, best first; one that refuses it is removed. Empty once nothing is left to do. */
  channelIds: z.array(z.string()).readonly(),
  /** When the first attempt in the first channel began, in ms since 1970; saved before it. */
  triedAtMs: z.number().optional(),
});
export type Greeting = z.infer<typeof Greeting>;
