import { z } from 'zod';

/** What a member has told about themselves; one record for all servers, the last write wins. */
export const Member = z.strictObject({ horizon: z.string().optional() });
export type Member = z.infer<typeof Member>;

export const newMember: Member = {};
