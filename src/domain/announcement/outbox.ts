import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** What is kept of an entry so that it can be announced even after it has left the feed. */
export const AnnouncedEntry = z.strictObject({
  key: z.string(),
  title: z.string(),
  link: z.string().optional(),
  publishedMs: z.number().optional(),
  episodeId: z.string().optional(),
  /**
   * Set while the entry had not aired when it was announced: when it begins, if known, and whether it is live.
   * `unclear`: nobody had watched or rated it, so it may be a premiere scheduled just now, or a fresh upload.
   */
  premiere: z
    .strictObject({
      startsAtMs: z.number().optional(),
      live: z.literal(true).optional(),
      unclear: z.literal(true).optional(),
    })
    .optional(),
  /** For a further post about a premiere, which has a key of its own: the key of the entry in the feed. */
  listedKey: z.string().optional(),
});
export type AnnouncedEntry = z.infer<typeof AnnouncedEntry>;

const Owed = z.strictObject({
  entry: AnnouncedEntry,
  owedAtMs: z.number(),
  /** Saved before the first attempt, in ms since 1970: from then on the post may exist even if no answer came. */
  triedAtMs: z.number().optional(),
  /** The entry changed after the first attempt: if the post exists already, it must be redrawn. */
  changed: z.literal(true).optional(),
  /** Why it waits, while it cannot be posted. */
  held: Refusal.optional(),
});
export type Owed = z.infer<typeof Owed>;

/** The message that was posted, or that it was deleted before it could be recorded. */
const MadePost = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), messageId: z.string() }),
  z.strictObject({ kind: z.literal('deleted') }),
]);
export type MadePost = z.infer<typeof MadePost>;

/** Something still to do with a post. It is independent of the post, which none of its failures affects. */
const FollowUp = z.strictObject({
  kind: z.enum(['publish', 'thread', 'edit']),
  key: z.string(),
  messageId: z.string(),
  /** The episode whose spoiler-free label names the thread; absent when the entry is not a known episode. */
  episodeId: z.string().optional(),
  /** For `edit`: what the post must show now. */
  entry: AnnouncedEntry.optional(),
  sinceMs: z.number(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/**
 * Announcements owed and made, of one subscription. What becomes of an entry:
 *
 *   new ──▶ owed ──▶ tried ──▶ posted (by its nonce, once) ──▶ made ──▶ followed up (published, thread, drawn again)
 *    │       │  ▲                │
 *    │       ▼  │                └──▶ dropped: Discord refuses its very text
 *    │     stopped: channel or permission gone; what is too old when they are back is dropped
 *    └──▶ flood: too many at once, until a moderator says which are owed
 */
export const Outbox = z.strictObject({
  owed: z.array(Owed).readonly(),
  made: z.array(z.strictObject({ key: z.string(), post: MadePost, atMs: z.number() })).readonly(),
  followUps: z.array(FollowUp).readonly(),
  /**
   * Kinds of follow-ups whose missing permission the moderators were told of; removed when one of that kind is done.
   */
  followUpsTold: z.array(FollowUp.shape.kind).readonly(),
  /** Posts about premieres that were not out when they were last drawn. */
  premieres: z.array(z.strictObject({ entry: AnnouncedEntry, post: MadePost })).readonly(),
  /** Entries that were given up: Discord refused their text, or they were too old when a lost permission came back. */
  dropped: z.array(z.strictObject({ key: z.string(), reason: Refusal, atMs: z.number() })).readonly(),
  /** Set while the channel or a permission is gone, which cancels nothing. The moderators were told when it began. */
  stopped: z.strictObject({ reason: Refusal, sinceMs: z.number() }).optional(),
  /** More entries at once than can be news, kept until the moderators decide about them. Oldest first. */
  flood: z.strictObject({ entries: z.array(AnnouncedEntry).readonly(), sinceMs: z.number() }).optional(),
});
export type Outbox = z.infer<typeof Outbox>;

const postOfVersion1 = z.looseObject({ messageId: z.string() });
const outboxOfVersion1 = z.looseObject({ made: z.array(postOfVersion1), premieres: z.array(postOfVersion1) });

/** Version 1 wrote `0` as the message id of a deleted post. */
export function upgradeOutbox(old: unknown): unknown {
  const outbox = outboxOfVersion1.parse(old);
  const upgraded = ({ messageId, ...rest }: z.infer<typeof postOfVersion1>) => ({
    ...rest,
    post: messageId === '0' ? { kind: 'deleted' } : { kind: 'message', messageId },
  });
  return { ...outbox, made: outbox.made.map(upgraded), premieres: outbox.premieres.map(upgraded) };
}

/**
 * How many entries are remembered for `/announce why`. Repeats are prevented by the feed's own memory, not by these.
 */
const MOST_REMEMBERED = 50;
/** When a lost permission returns, entries older than this are given up instead of announced. */
export const RESUME_WITHIN_MS = 7 * 24 * 60 * 60 * 1000;

export const emptyOutbox: Outbox = { owed: [], made: [], followUps: [], followUpsTold: [], premieres: [], dropped: [] };

/** Adds new entries, oldest first, except those that are owed, made or dropped already. */
export function owe(outbox: Outbox, entries: readonly AnnouncedEntry[], nowMs: number): Outbox {
  const known = new Set([
    ...outbox.owed.map((owed) => owed.entry.key),
    ...[...outbox.made, ...outbox.dropped].map(({ key }) => key),
  ]);
  const fresh = entries.filter((entry) => !known.has(entry.key));
  return { ...outbox, owed: [...outbox.owed, ...fresh.map((entry) => ({ entry, owedAtMs: nowMs }))] };
}

export function markTried(outbox: Outbox, key: string, nowMs: number): Outbox {
  return change(outbox, key, ({ held: _, ...owed }) => ({ ...owed, triedAtMs: owed.triedAtMs ?? nowMs }));
}

export function hold(outbox: Outbox, key: string, reason: Refusal): Outbox {
  return change(outbox, key, (owed) => ({ ...owed, held: reason }));
}

/** Marks that the channel or a permission is gone: everything waits. Called again, keeps the first moment. */
export function stop(outbox: Outbox, reason: Refusal, nowMs: number): Outbox {
  return { ...outbox, stopped: { reason, sinceMs: outbox.stopped?.sinceMs ?? nowMs } };
}

/** Records a post together with the follow-ups it needs; a post that is deleted already needs none. */
export function record(
  outbox: Outbox,
  key: string,
  post: MadePost,
  nowMs: number,
  followUps: readonly FollowUp['kind'][] = [],
): Outbox {
  const { entry, changed } = outbox.owed.find((owed) => owed.entry.key === key) ?? {};
  const added: FollowUp[] = [];
  if (post.kind === 'message') {
    const { messageId } = post;
    const episode = entry?.episodeId === undefined ? {} : { episodeId: entry.episodeId };
    for (const kind of followUps) added.push({ kind, key, messageId, ...episode, sinceMs: nowMs });
    if (changed) added.push({ kind: 'edit', key, messageId, entry, sinceMs: nowMs });
  }
  return {
    ...outbox,
    owed: outbox.owed.filter((owed) => owed.entry.key !== key),
    made: [...outbox.made, { key, post, atMs: nowMs }].slice(-MOST_REMEMBERED),
    followUps: [...outbox.followUps, ...added],
    premieres:
      entry?.premiere === undefined ? outbox.premieres : [...outbox.premieres, { entry, post }].slice(-MOST_REMEMBERED),
  };
}

/**
 * Changes the episode that an entry is recognised as (undefined = none), in everything owed and in every later redraw
 * or thread.
 */
export function retake(outbox: Outbox, key: string, episodeId: string | undefined): Outbox {
  const isIts = (entry: { key: string; listedKey?: string | undefined }) => (entry.listedKey ?? entry.key) === key;
  const as = <T extends { episodeId?: string | undefined }>({ episodeId: _, ...rest }: T) =>
    (episodeId === undefined ? rest : { ...rest, episodeId }) as T;
  const retaken = (entry: AnnouncedEntry) => (isIts(entry) ? as(entry) : entry);
  return {
    ...outbox,
    owed: outbox.owed.map((owed) => renewed(owed, retaken(owed.entry))),
    premieres: outbox.premieres.map((premiere) => ({ ...premiere, entry: retaken(premiere.entry) })),
    followUps: outbox.followUps.map((followUp) => {
      if (!isIts(followUp.entry ?? followUp)) return followUp;
      return followUp.entry === undefined ? as(followUp) : { ...as(followUp), entry: as(followUp.entry) };
    }),
  };
}

/**
 * The owed entry with new contents. If it was tried, the post may exist with the old ones, and is redrawn once it is
 * recorded.
 */
export function renewed(owed: Owed, entry: AnnouncedEntry): Owed {
  if (isDeepStrictEqual(entry, owed.entry)) return owed;
  return { ...owed, entry, ...(owed.triedAtMs === undefined ? {} : { changed: true }) };
}

/** Gives an entry up, with the reason. */
export function drop(outbox: Outbox, key: string, reason: Refusal, nowMs: number): Outbox {
  return {
    ...outbox,
    owed: outbox.owed.filter((owed) => owed.entry.key !== key),
    dropped: [...outbox.dropped, { key, reason, atMs: nowMs }].slice(-MOST_REMEMBERED),
  };
}

/** Notes that the moderators were told of a missing permission for this kind of follow-up. */
export function toldOf(outbox: Outbox, kind: FollowUp['kind']): Outbox {
  return { ...outbox, followUpsTold: [...outbox.followUpsTold.filter((other) => other !== kind), kind] };
}

/** Removes a follow-up that is done or given up. */
export function finish(outbox: Outbox, done: FollowUp): Outbox {
  return {
    ...outbox,
    followUpsTold: outbox.followUpsTold.filter((kind) => kind !== done.kind),
    followUps: outbox.followUps.filter((other) => other.kind !== done.kind || other.messageId !== done.messageId),
  };
}

/**
 * What may be posted now, oldest first. While the channel or a permission is gone, only what would still be news when
 * it comes back: owed for at most seven days, and still listed.
 */
export function postable(outbox: Outbox, isListed: (key: string) => boolean, nowMs: number): readonly Owed[] {
  if (outbox.stopped === undefined) return outbox.owed;
  return outbox.owed.filter((owed) => isStillNews(owed, isListed, nowMs));
}

/** Entries to give up when the channel can be written to again. */
export function staleIn(outbox: Outbox, isListed: (key: string) => boolean, nowMs: number): readonly Owed[] {
  return outbox.stopped === undefined ? [] : outbox.owed.filter((owed) => !isStillNews(owed, isListed, nowMs));
}

/** Marks that the channel can be written to again; entries that are too old, or no longer listed, are given up. */
export function resume(outbox: Outbox, isListed: (key: string) => boolean, nowMs: number): Outbox {
  if (outbox.stopped === undefined) return outbox;
  const { stopped, ...resumed } = outbox;
  const stale = staleIn(outbox, isListed, nowMs);
  return stale.reduce<Outbox>((left, { entry }) => drop(left, entry.key, stopped.reason, nowMs), resumed);
}

function isStillNews(owed: Owed, isListed: (key: string) => boolean, nowMs: number): boolean {
  return nowMs - owed.owedAtMs <= RESUME_WITHIN_MS && isListed(owed.entry.listedKey ?? owed.entry.key);
}

function change(outbox: Outbox, key: string, by: (owed: Owed) => Owed): Outbox {
  return { ...outbox, owed: outbox.owed.map((owed) => (owed.entry.key === key ? by(owed) : owed)) };
}

/**
 * The same value for the same subscription and entry in every process. Discord takes 25 characters, and two messages
 * must never share a nonce: 22 letters, digits, `-` and `_` of a hash.
 */
export function nonceOf(subscriptionId: string, entryKey: string): string {
  return createHash('sha256').update(`${subscriptionId}\n${entryKey}`).digest('base64url').slice(0, 22);
}
