import { z } from 'zod';

/** How many of each a server can add. */
export const MOST_ADDED = 50;
/** As long as a button's label takes: a label stands on buttons, in choices and in lines. */
export const LONGEST_LABEL = 80;

/** An id of an addition: `v.<videoId>`, else made of the interaction that added it. */
const AddedId = z.string().regex(/^[a-z]\.[\w.-]{1,60}$/);
const AnyId = z.string().min(1).max(70);
const VideoId = z.string().regex(/^[\w-]{11}$/);

export const AddedEpisode = z.strictObject({
  id: AddedId,
  /** Ids it had before, which stored horizons, polls and buttons may still name. */
  formerly: z.array(AddedId).readonly(),
  /** Says where it stands and nothing more: it is shown to people who have not seen it. */
  label: z.string().min(1).max(LONGEST_LABEL),
  addedAtMs: z.number(),
  /** When it is to be out. */
  plannedForMs: z.number().optional(),
  /** Since when it is out; absent = it is only planned. */
  outAtMs: z.number().optional(),
  videoId: VideoId.optional(),
  /** What its video is called, told to those who have watched it. */
  title: z.string().min(1).max(200).optional(),
  /** Moved by hand: the episode that it stands right behind, of the data's or added; `none` for the very first. */
  follows: AnyId.optional(),
  /** The data's episode that moderators said it is. From then on it is only a name of that one. */
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
  /** Of the data's, or added. */
  competitionId: AnyId,
  /** The episode that shows it: an added one. */
  episodeId: AddedId,
  /** Characters of the data or added contestants, by id. */
  contestantIds: z.array(AnyId).min(2).max(10).readonly(),
  /** A moderator said that everybody may know who meets; else only those who have watched its episode do. */
  open: z.boolean(),
  /** Told to those who have watched its episode. */
  winnerId: AnyId.optional(),
});
export type AddedMatch = z.infer<typeof AddedMatch>;

const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(MOST_ADDED).readonly();

/** What a server's moderators added to what the data knows. One record a server. */
export const Additions = z.strictObject({
  episodes: listOf(AddedEpisode),
  matches: listOf(AddedMatch),
  contestants: listOf(AddedContestant),
  competitions: listOf(AddedCompetition),
  /** Episodes of the data that moderators were asked about: whether it is one of theirs. Nobody is asked twice. */
  askedAbout: z.array(AnyId).max(500).readonly(),
  /** Settled polls of which moderators were asked, since the data has another result by now. Nobody is asked twice. */
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

/** The id of the episode that a video is, in every server alike. */
export function idOfVideo(videoId: string): string {
  return `v.${videoId}`;
}

/** The added episode that an id means, by its own or by one that it had. */
export function addedEpisode(additions: Additions, id: string): AddedEpisode | undefined {
  return additions.episodes.find((episode) => episode.id === id || episode.formerly.includes(id));
}

export function matchOfAdded(additions: Additions, episode: AddedEpisode): AddedMatch | undefined {
  return additions.matches.find(({ episodeId }) => addedEpisode(additions, episodeId)?.id === episode.id);
}
