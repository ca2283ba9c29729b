import { z } from 'zod';

/** The bot's first words in a server, and what has come of them. One a server, for as long as anything of it is kept. */
export const Greeting = z.strictObject({
  /** When the bot was added. */
  joinedAtMs: z.number(),
  /** Where it is to stand, best first: what refuses it is taken out. Empty once nothing is left to do. */
  channelIds: z.array(z.string()).readonly(),
  /** Saved before the first attempt to post it in the first of them. */
  triedAtMs: z.number().optional(),
});
export type Greeting = z.infer<typeof Greeting>;
