import { z } from 'zod';
import { defined } from '../util/defined.ts';
import { permissionNames } from './permissions.ts';
import { inLanguage } from './poll/in-language.ts';
import type { Poll } from './poll/poll.ts';
import { Refusal } from './refusal.ts';

/** The poll that a notice is about, with where its message is. */
const aboutPoll = {
  channelId: z.string(),
  /** In the language of the server. */
  title: z.string(),
  guildId: z.string().optional(),
  messageId: z.string().optional(),
};

/**
 * The facts of a poll in a notice.
 *
 * @param language the server's
 */
export function pollInNotice(
  { title, guildId, channelId, message }: Pick<Poll, 'title' | 'guildId' | 'channelId' | 'message'>,
  language: string,
) {
  return { channelId, title: inLanguage(title, language), guildId, ...defined({ messageId: message.id }) };
}

/**
 * Something that only a server's moderators can mend. Notices are facts; the sentences are made when they are shown.
 */
export const Notice = z.discriminatedUnion('kind', [
  /** A feed could not be read for a day. */
  z.strictObject({ kind: z.literal('feed-down'), feedUrl: z.string(), sinceMs: z.number(), reason: z.string() }),
  /** A feed can be read again, after `feed-down` was told. */
  z.strictObject({ kind: z.literal('feed-back'), feedUrl: z.string(), sinceMs: z.number() }),
  /** More was published than the feed lists, so entries may have come and gone unseen. */
  z.strictObject({ kind: z.literal('feed-gap'), feedUrl: z.string(), sinceMs: z.number().optional() }),
  /** So many entries were new at once that they are held until a moderator decides. */
  z.strictObject({
    kind: z.literal('feed-flood'),
    feedUrl: z.string(),
    channelId: z.string(),
    count: z.number().int(),
  }),
  /** The series' own feed has an upload that nobody recognises: moderators are asked what it is. */
  z.strictObject({
    kind: z.literal('new-upload'),
    feedUrl: z.string(),
    /** The entry's key. */
    key: z.string(),
    /** Absent where the server chose not to see titles. */
    title: z.string().optional(),
  }),
  /** Announcements that will not be made: Discord refuses their text, or they waited too long. */
  z.strictObject({
    kind: z.literal('given-up'),
    channelId: z.string(),
    count: z.number().int(),
    /** What Discord said, or why they waited. */
    detail: Refusal,
  }),
  /** Announcements wait because the channel or a permission is gone. */
  z.strictObject({
    kind: z.literal('channel-stopped'),
    channelId: z.string(),
    reason: z.enum(['channel-gone', 'forbidden', 'cannot-look']),
    /** The permissions to grant, as far as they could be found out. */
    missing: z.array(z.enum(permissionNames)).readonly(),
  }),
  /** A post was made but could not be published, or no thread could be opened on it. */
  z.strictObject({
    kind: z.literal('follow-up-stopped'),
    channelId: z.string(),
    what: z.enum(['publish', 'thread']),
    missing: z.array(z.enum(permissionNames)).readonly(),
  }),
  /** A poll waits because its message, channel or a permission is gone. */
  z.strictObject({
    kind: z.literal('poll-paused'),
    ...aboutPoll,
    reason: z.enum(['channel-gone', 'message-gone', 'forbidden', 'unfit']),
    /** Discord's own answer. */
    detail: Refusal.optional(),
  }),
  /** Discord does not take an emoji of a poll; the poll goes on with another. */
  z.strictObject({
    kind: z.literal('poll-emoji'),
    ...aboutPoll,
    replaced: z.array(z.strictObject({ name: z.string(), refused: z.string(), instead: z.string() })).readonly(),
  }),
  /** A poll's reactions cannot be placed; its buttons work. */
  z.strictObject({
    kind: z.literal('poll-reactions'),
    ...aboutPoll,
    /** Discord's code and words. */
    detail: Refusal,
  }),
  /** A poll locked with its episode, and the data does not tell who won. */
  z.strictObject({
    kind: z.literal('poll-who-won'),
    pollId: z.string(),
    ...aboutPoll,
    /** Empty where not everybody in the server may know the contestants. */
    contestants: z.array(z.strictObject({ id: z.string(), name: z.string(), emoji: z.string() })).readonly(),
  }),
  /** The server's horizon followed an episode that has been out for some days. */
  z.strictObject({
    kind: z.literal('kept-up'),
    /** The spoiler-free label of the episode, in the server's language. */
    label: z.string(),
    days: z.number().int(),
  }),
  /** The data has an episode that may be one that the server added. */
  z.strictObject({
    kind: z.literal('data-episode'),
    episodeId: z.string(),
    /** The spoiler-free label of the episode, in the server's language. */
    label: z.string(),
  }),
  /** The data has another result for a match than a settled poll. */
  z.strictObject({
    kind: z.literal('result-differs'),
    pollId: z.string(),
    ...aboutPoll,
  }),
  /** A custom poll older than the question whether its answer could spoil anybody: moderators are asked it now. */
  z.strictObject({ kind: z.literal('poll-about'), pollId: z.string(), ...aboutPoll }),
  /** Nobody can vote in a poll any more, because its role was deleted. */
  z.strictObject({ kind: z.literal('poll-role-gone'), ...aboutPoll }),
]);
export type Notice = z.infer<typeof Notice>;

const StoredNotice = z.strictObject({
  id: z.string(),
  atMs: z.number(),
  notice: Notice,
  /** When the first attempt to post it began, in ms since 1970; saved before it. */
  triedAtMs: z.number().optional(),
});
export type StoredNotice = z.infer<typeof StoredNotice>;

/** A server's notices that have not been told yet. */
export const NoticeBox = z.strictObject({
  /** The channel where notices go; absent = they wait for the next moderator's command. */
  channelId: z.string().optional(),
  pending: z.array(StoredNotice).readonly(),
});
export type NoticeBox = z.infer<typeof NoticeBox>;

export const noNotices: NoticeBox = { pending: [] };

/** Beyond this many, nobody would read them; the oldest are dropped. */
const MOST_PENDING = 20;

export function withNotice(box: NoticeBox, stored: StoredNotice): NoticeBox {
  if (box.pending.some(({ id }) => id === stored.id)) return box;
  return { ...box, pending: [...box.pending, stored].slice(-MOST_PENDING) };
}
