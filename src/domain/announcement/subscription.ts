import { z } from 'zod';

/** What an announcement may tell: all there is, the entry's title, or only that something new is out. */
export const amounts = ['everything', 'title', 'out'] as const;

/**
 * Which entries are announced. `episodes`: only what is recognised as one. `news`: also what nothing is known about.
 * `all`: also what is known to be something else, such as trailers and covers.
 */
export const reaches = ['episodes', 'news', 'all'] as const;

/**
 * When a premiere is announced. `post`: as soon as it is seen, in one post that is drawn again when it is live and out.
 * `hold`: once people can watch it. `steps`: when it is seen, when it is live, and when it is out, a post each.
 */
export const premieres = ['post', 'hold', 'steps'] as const;

/** How many words a filter takes, and how long each may be. */
const MOST_WORDS = 20;
const LONGEST_WORD = 60;

const Words = z.array(z.string().min(1).max(LONGEST_WORD)).max(MOST_WORDS).readonly();

/** What a moderator decides about a subscription, and may change later. */
const choices = {
  roleId: z.string().optional(),
  amount: z.enum(amounts),
  reach: z.enum(reaches),
  shorts: z.boolean(),
  /** A title must hold one of these, where there are any; whatever the case. */
  only: Words,
  /** A title must hold none of these. */
  never: Words,
  upcoming: z.enum(premieres),
  /** A thread on each announcement, for those who have watched. */
  thread: z.boolean(),
  /** Sends each announcement on to the servers that follow the channel (Discord's crosspost). */
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
  /** What the feed listed up to this document is never announced here. */
  sinceDocument: z.number().int().nonnegative(),
  /** The feed could not be read when it was made: whatever the first look lists is never announced here. */
  awaitsLook: z.literal(true).optional(),
  createdBy: z.string(),
  createdAtMs: z.number(),
});
export type Subscription = z.infer<typeof Subscription>;

export type SubscriptionChoices = Pick<Subscription, Exclude<keyof typeof choices, 'roleId'>> &
  Partial<Pick<Subscription, 'roleId'>>;

/** What a subscription is where its moderator chose nothing; its language is the place's. */
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
 * Reads a filter as people write it: words or phrases with commas between them, a `-` before those that must not occur.
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
