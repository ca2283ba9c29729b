import { z } from 'zod';

/** The most episodes a server can add, and likewise the most matches, contestants and competitions. */
export const MOST_ADDED = 50;
/** A label must fit on a button, where Discord takes 80 characters. */
export const LONGEST_LABEL = 80;

/** The id of an addition: `v.<videoId>`, or made from the id of the interaction that added it. */
const AddedId = z.string().regex(/^[a-z]\.[\w.-]{1,60}$/);
const AnyId = z.string().min(1).max(70);
const VideoId = z.string().regex(/^[\w-]{11}$/);

export const AddedEpisode = z.strictObject({
  id: AddedId,
  /** Earlier ids of the episode, which stored horizons, polls and buttons may still use. */
  formerly: z.array(AddedId).readonly(),
  /** Says only which place the episode has; it is shown to people who have not seen the episode. */
  label: z.string().min(1).max(LONGEST_LABEL),
  addedAtMs: z.number(),
  /** When it is planned to come out, in ms since 1970. */
  plannedForMs: z.number().optional(),
  /** Since when it is out, in ms since 1970; absent = it is only planned. */
  outAtMs: z.number().optional(),
  videoId: VideoId.optional(),
  /** The title of its video, shown to those who have watched it. */
  title: z.string().min(1).max(200).optional(),
  /**
   * The episode that it comes right after (of the data or added; `none` = it is the first). Set only when a moderator
   * moved it.
   */
  follows: AnyId.optional(),
  /** The data's episode that moderators said it is the same as. From then on its id is another name for that one. */
  is: AnyId.optional(),
});
export type AddedEpisode = z.infer<typeof AddedEpisode>;

const AddedContestant = z.strictObject({
  id: AddedId,
  name: z.string().min(1).max(LONGEST_LABEL),
  emoji: z.string().min(1).max(80).optional(),
});
export type AddedContestant = z.infer<typeof AddedContestant>;

const AddedCompetition = z.strictObject({ id: AddedId, name: z.string().min(1).max(LONGEST_LABEL) });
export type AddedCompetition = z.infer<typeof AddedCompetition>;

export const AddedMatch = z.strictObject({
  id: AddedId,
  /** A competition of the data, or an added one. */
  competitionId: AnyId,
  /** The added episode that shows the match. */
  episodeId: AddedId,
  /** Ids of characters of the data or of added contestants. */
  contestantIds: z.array(AnyId).min(2).max(10).readonly(),
  /** A moderator said that everybody may know who meets; otherwise only people who have watched its episode may. */
  open: z.boolean(),
  /** Shown to people who have watched its episode. */
  winnerId: AnyId.optional(),
});
export type AddedMatch = z.infer<typeof AddedMatch>;

const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(MOST_ADDED).readonly();

/** What a server's moderators added to the data. One record per server. */
export const Additions = z.strictObject({
  episodes: listOf(AddedEpisode),
  matches: listOf(AddedMatch),
  contestants: listOf(AddedContestant),
  competitions: listOf(AddedCompetition),
  /** Episodes of the data about which moderators were asked whether each is one of theirs. Each is asked about once. */
  askedAbout: z.array(AnyId).max(500).readonly(),
  /** Settled polls about which moderators were asked because the data has another result. Each is asked about once. */
  resultsAsked: z.array(AnyId).max(500).readonly().optional(),
});
export type Additions = z.infer<typeof Additions>;

export const noAdditions: Additions = {
  episodes: [],
  matches: [],
  contestants: [],
  competitions: [],
  askedAbout: [],
};

/** Nothing was added: the server sees the data alone. */
export function isEmpty({ episodes, matches, contestants, competitions }: Additions): boolean {
  return episodes.length + matches.length + contestants.length + competitions.length === 0;
}

/** The id of the episode with this video, the same in every server. */
export function idOfVideo(videoId: string): string {
  return `v.${videoId}`;
}

/** The added episode with this id, or with this earlier id. */
export function addedEpisode(additions: Additions, id: string): AddedEpisode | undefined {
  return additions.episodes.find((episode) => episode.id === id || episode.formerly.includes(id));
}

export function matchOfAdded(additions: Additions, episode: AddedEpisode): AddedMatch | undefined {
  return additions.matches.find(({ episodeId }) => addedEpisode(additions, episodeId)?.id === episode.id);
}
