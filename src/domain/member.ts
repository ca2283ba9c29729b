import { z } from 'zod';

/** What a member has said about themselves. One record for all servers; the last write wins. */
export const Member = z.strictObject({
  horizon: z.string().optional(),
  /**
   * The furthest they ever said to have watched, as an episode or `none`: setting the horizon back opens no prediction
   * again.
   */
  furthest: z.string().optional(),
});
export type Member = z.infer<typeof Member>;

export const newMember: Member = {};
