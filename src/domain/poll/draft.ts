import { z } from 'zod';

/** How long a draft is kept. */
const DRAFT_KEPT_MS = 86_400_000;
/** How many drafts a server may have; beyond that, the oldest are dropped. */
const MOST_DRAFTS = 25;

/**
 * A poll as a moderator typed it, before it is posted. It is kept as typed, so that a mistake costs nobody their text.
 */
export const PollDraft = z.strictObject({
  /** The id of the interaction that began it; becomes the poll's id. */
  id: z.string(),
  madeBy: z.string(),
  madeAtMs: z.number(),
  written: z.strictObject({
    question: z.string(),
    /** The question is the title of a match, as in the one-line form. */
    titled: z.literal(true).optional(),
    /** One option a line. */
    options: z.string(),
    closes: z.string(),
    secret: z.boolean(),
    /** The poll is to lock when the episode it is about comes out. */
    withEpisode: z.boolean(),
    scored: z.boolean(),
  }),
  /** The episode that its answer is about; absent = the answer can spoil nothing. */
  episodeId: z.string().optional(),
  /** The match of the series that is meant, instead of what was typed. */
  matchId: z.string().optional(),
  /** The competition that is meant as a whole (“who wins it all?”). */
  competitionId: z.string().optional(),
  /** What to do about contestants that the channel does not know. */
  unknown: z.enum(['slots', 'shown']).optional(),
  /** A moderator said that it is not a match of the series, although it reads like one. */
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

/** The drafts that have not expired. */
export function keptDrafts(drafts: PollDrafts, nowMs: number): PollDrafts {
  return drafts.filter(({ madeAtMs }) => nowMs - madeAtMs < DRAFT_KEPT_MS);
}

export function withDraft(drafts: PollDrafts, draft: PollDraft, nowMs: number): PollDrafts {
  const others = keptDrafts(drafts, nowMs).filter(({ id }) => id !== draft.id);
  return [...others, draft].slice(-MOST_DRAFTS);
}
