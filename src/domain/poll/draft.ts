import { z } from 'zod';

/** How long a poll that nobody posted is kept. */
const DRAFT_KEPT_MS = 86_400_000;
/** More than these a server's moderators are not at; the oldest go first. */
const MOST_DRAFTS = 25;

/** A poll as a moderator wrote it down, before it is posted: kept as written, so that a slip costs nobody their text. */
export const PollDraft = z.strictObject({
  /** The id of the interaction that began it: the poll's, once it is opened. */
  id: z.string(),
  madeBy: z.string(),
  madeAtMs: z.number(),
  written: z.strictObject({
    question: z.string(),
    /** What stands as the question is the title of a match, as the one-line form has it. */
    titled: z.literal(true).optional(),
    /** One a line. */
    options: z.string(),
    closes: z.string(),
    secret: z.boolean(),
    /** Locks when the episode is out that it is about. */
    withEpisode: z.boolean(),
    scored: z.boolean(),
  }),
  /** The episode that its answer is about; absent = its answer can spoil nothing. */
  episodeId: z.string().optional(),
  /** The match of the series that is meant, in place of what was written. */
  matchId: z.string().optional(),
  /** The competition that is meant as a whole: who wins it all? */
  competitionId: z.string().optional(),
  /** What is done about contestants that the channel does not know. */
  unknown: z.enum(['slots', 'shown']).optional(),
  /** A moderator said that it is no match of the series, though it reads like one. */
  asWritten: z.literal(true).optional(),
  channelId: z.string(),
  parentChannelId: z.string().optional(),
  channelName: z.string().optional(),
  roleId: z.string().optional(),
});
export type PollDraft = z.infer<typeof PollDraft>;

/** The drafts of one server. */
export const PollDrafts = z.array(PollDraft).readonly();
export type PollDrafts = z.infer<typeof PollDrafts>;

/** Those that are not too old. */
export function keptDrafts(drafts: PollDrafts, nowMs: number): PollDrafts {
  return drafts.filter(({ madeAtMs }) => nowMs - madeAtMs < DRAFT_KEPT_MS);
}

export function withDraft(drafts: PollDrafts, draft: PollDraft, nowMs: number): PollDrafts {
  const others = keptDrafts(drafts, nowMs).filter(({ id }) => id !== draft.id);
  return [...others, draft].slice(-MOST_DRAFTS);
}
