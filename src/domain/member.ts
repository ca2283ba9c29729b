import { z } from 'zod';

/** What a member has told about themselves; one record for all servers, the last write wins. */
export const Member = z.strictObject({
  horizon: z.string().optional(),
  /** The furthest they ever said to have watched, as an episode or `none`: going back opens no prediction again. */
  furthest: z.string().optional(),
});
export type Member = z.infer<typeof Member>;

export const newMember: Member = {};
