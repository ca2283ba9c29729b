import { z } from 'zod';

/** What an announcement shows: everything, the entry's title, or only that something new is out. */
export const amounts = ['everything', 'title', 'out'] as const;

/**
 * Which entries are announced. `episodes`: only those recognised as one. `news`: also those that nothing is known
 * about. `all`: also those recognised as something else, such as trailers and covers.
 */
export const reaches = ['episodes', 'news', 'all'] as const;

/**
 * When a premiere is announced. `post`: as soon as it is seen, in one post that is redrawn when it is live and when it
 * is out. `hold`: once people can watch it. `steps`: one post each when it is seen, live and out.
 */
export const premieres = ['post', 'hold', 'steps'] as const;

/** How many words a filter may have, and how many characters each. */
const MOST_WORDS = 20;
const LONGEST_WORD = 60;

const Words = z.array(z.string().min(1).max(LONGEST_WORD)).max(MOST_WORDS).readonly();

/** What a moderator decides about a subscription, and may change later. */
const choices = {
  roleId: z.string().optional(),
  amount: z.enum(amounts),
  reach: z.enum(reaches),
  shorts: z.boolean(),
  /** A title must contain one of these, if there are any; upper or lower case does not matter. */
  only: Words,
  /** A title must contain none of these. */
  never: Words,
  upcoming: z.enum(premieres),
  /** Opens a thread on each announcement, for people who have watched. */
  thread: z.boolean(),
  /** Publishes each announcement to the servers that follow the channel (Discord's crosspost). */
  publish: z.boolean(),
  language: z.string(),
};

/** One feed, announced in one channel. */
export const Subscription = z.strictObject({
  /** The id of the interaction that made it. */
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  feedUrl: z.string(),
  ...choices,
  /** Number of the feed's document at which it began: entries listed up to then are never announced here. */
  sinceDocument: z.number().int().nonnegative(),
  /** The feed could not be read at the beginning: what the first look lists is never announced here. */
  awaitsLook: z.literal(true).optional(),
  createdBy: z.string(),
  createdAtMs: z.number(),
});
export type Subscription = z.infer<typeof Subscription>;

export type SubscriptionChoices = Pick<Subscription, Exclude<keyof typeof choices, 'roleId'>> &
  Partial<Pick<Subscription, 'roleId'>>;

/** The choices of a moderator who chose nothing. The language comes from the place. */
export const defaultChoices: Omit<SubscriptionChoices, 'language'> = {
  amount: 'title',
  reach: 'news',
  shorts: false,
  only: [],
  never: [],
  upcoming: 'post',
  thread: false,
  publish: false,
};

/**
 * Reads a filter as people write it: words or phrases separated by commas, with `-` before those that must not occur.
 * Undefined when there are too many, or one is too long.
 */
export function readWords(typed: string): Pick<Subscription, 'only' | 'never'> | undefined {
  const words = [...new Set(typed.split(',').map((word) => word.normalize('NFKC').trim().toLowerCase()))];
  const only = words.filter((word) => word !== '' && !word.startsWith('-'));
  const never = words
    .flatMap((word) => (word.startsWith('-') ? word.slice(1).trim() : []))
    .filter((word) => word !== '');
  if (only.length > MOST_WORDS || never.length > MOST_WORDS) return undefined;
  return [...only, ...never].some((word) => word.length > LONGEST_WORD) ? undefined : { only, never };
}
