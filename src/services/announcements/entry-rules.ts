import { type AnnouncedEntry, type Outbox, retake } from '../../domain/announcement/outbox.ts';
import {
  patternOf,
  type Recognising,
  type Recognition,
  withoutPattern,
  withPattern,
} from '../../domain/announcement/recognition.ts';
import { entryIdForLog } from '../../domain/feed/entry-id.ts';
import type { ListedEntry } from '../../domain/feed/feed-state.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import { judgePattern } from '../../domain/knowledge/checks/patterns.ts';
import type { Recognised } from '../../domain/knowledge/view-types.ts';
import { defined } from '../../util/defined.ts';
import type { Log } from '../../util/log.ts';
import type { Publisher } from '../publisher.ts';
import type { ComposeAnnouncement } from './compose.ts';
import type { FeedBook } from './feed-book.ts';
import type { EpisodeOut, PlannedOut } from './note-releases.ts';
import type { Recogniser } from './recogniser.ts';
import type { SubscriptionBook } from './subscription-book.ts';

/** One of the latest entries, and what it is recognised as. */
export interface SeenEntry {
  readonly feedUrl: string;
  readonly entry: ListedEntry;
  readonly recognised: Recognising | undefined;
}

export interface TriedPattern {
  readonly pattern: string;
  /** Why the pattern cannot be used; `fits` is then empty. Undefined for a usable one. */
  readonly fault: string | undefined;
  /** The latest entries that the pattern fits. */
  readonly fits: readonly SeenEntry[];
}

/** What moderators of one server have said their entries are: patterns of titles, and corrections of single entries. */
export interface EntryRules {
  /** The latest entries of the feeds that a server subscribes to, newest first. */
  latest(guildId: string): Promise<readonly SeenEntry[]>;
  patterns(guildId: string): Promise<Recognition['patterns']>;
  /** Which of the latest entries some words (or an expression that begins with `^`) would fit; saves nothing. */
  tryPattern(guildId: string, typed: string): Promise<TriedPattern>;
  /** @returns why the pattern cannot be saved; undefined when it was saved */
  savePattern(guildId: string, typed: string, is: Recognised): Promise<string | undefined>;
  /** Removes a pattern. Polls locked because of it open again, unless their own deadline has passed. */
  removePattern(guildId: string, pattern: string): Promise<void>;
  /**
   * Says what an entry really is. The polls of that episode lock as of when the entry was out; polls of the episode it
   * was wrongly taken for open again, unless their own deadline has passed.
   */
  correct(guildId: string, feedUrl: string, key: string, is: Recognised): Promise<void>;
  /**
   * Runs `change`, which may alter what the latest entries are recognised as, then brings posts and polls in line with
   * it.
   */
  whileChanging(guildId: string, change: () => Promise<void>): Promise<void>;
}

export function createEntryRules(parts: {
  book: SubscriptionBook;
  feeds: FeedBook;
  recogniser: Recogniser;
  episodeOut: EpisodeOut;
  plannedOut: PlannedOut;
  /** Every id under which a server may have kept an episode. */
  idsOf: (guildId: string, episodeId: string) => readonly string[];
  /** Tells that an episode is not out after all, under each of its ids: polls that it locked open again. */
  episodeNotOut: (guildId: string, episodeId: string) => Promise<void>;
  compose: ComposeAnnouncement;
  publisher: Pick<Publisher, 'edit'>;
  log: Log;
}): EntryRules {
  const { book, feeds, recogniser } = parts;

  async function latest(guildId: string): Promise<SeenEntry[]> {
    await recogniser.load(guildId);
    const byUrl = new Map(
      book.ofServer(guildId).map((subscription) => [subscription.feedUrl, feeds.keyOf(subscription)]),
    );
    const seen: SeenEntry[] = [];
    for (const [feedUrl, key] of byUrl) {
      for (const entry of (await feeds.readable(key))?.listed ?? []) {
        seen.push({ feedUrl, entry, recognised: recogniser.recognise(guildId, feedUrl, entry) });
      }
    }
    return seen;
  }

  /** Redraws what was announced of the entry already; what is still owed will be posted with the new meaning. */
  async function redraw(guildId: string, { feedUrl, entry }: SeenEntry, episodeId: string | undefined): Promise<void> {
    for (const subscription of book.ofServer(guildId)) {
      if (subscription.feedUrl !== feedUrl) continue;
      await book.updateOutboxes(new Map([[subscription.id, (outbox) => retake(outbox, entry.key, episodeId)]]));
      for (const { messageId, shown } of postsOf(book.outbox(subscription.id), entry, episodeId)) {
        const message = await parts.compose(subscription, shown, false);
        const done = await parts.publisher.edit(subscription.channelId, messageId, message);
        if (done.kind === 'done') continue;
        const facts = { subscriptionId: subscription.id, entry: entryIdForLog(entry.key), detail: done.detail };
        parts.log.warn(facts, 'A corrected post keeps its old words');
      }
    }
  }

  async function follow(guildId: string, before: Recognised | undefined, seen: SeenEntry | undefined): Promise<void> {
    const [was, is] = [episodeIn(before), episodeIn(seen?.recognised?.is)];
    if (was === is || seen === undefined) return;
    await redraw(guildId, seen, is);
    const names = was === undefined ? [] : parts.idsOf(guildId, was);
    // The same episode under another id: once it is out it has its video's id.
    if (is !== undefined && names.includes(is)) return;
    await notOut(guildId, names);
    if (is !== undefined) await out(guildId, is, seen.entry);
  }

  /**
   * The entry is not this episode (given by all its ids). Does nothing where another entry shows the episode as out.
   */
  async function notOut(guildId: string, names: readonly string[]): Promise<void> {
    const isStillOut = (await latest(guildId)).some(
      ({ entry, recognised }) => entry.outAtMs !== undefined && names.includes(episodeIn(recognised?.is) ?? ''),
    );
    if (!isStillOut) for (const id of names) await parts.episodeNotOut(guildId, id);
  }

  async function out(guildId: string, is: string, { outAtMs: atMs, key, title }: ListedEntry): Promise<void> {
    if (atMs === undefined) return;
    await parts.plannedOut([guildId], is, { atMs, videoId: videoOf(key), title });
    for (const id of parts.idsOf(guildId, is)) await parts.episodeOut(new Set([guildId]), id, atMs);
  }

  /** Runs `change`, then brings posts and polls in line with what the latest entries are recognised as afterwards. */
  async function following(guildId: string, change: () => Promise<void>): Promise<void> {
    const idOf = ({ feedUrl, entry }: SeenEntry) => `${feedUrl} ${entry.key}`;
    const before = await latest(guildId);
    await change();
    const after = new Map((await latest(guildId)).map((seen) => [idOf(seen), seen]));
    for (const seen of before) await follow(guildId, seen.recognised?.is, after.get(idOf(seen)));
  }

  return {
    latest,
    whileChanging: following,
    patterns: async (guildId) => (await recogniser.load(guildId)).patterns,
    async tryPattern(guildId, typed) {
      const pattern = patternOf(typed);
      const fault = judgePattern(pattern);
      const entries = fault === undefined ? await latest(guildId) : [];
      return { pattern, fault, fits: entries.filter(({ entry }) => recogniser.fits(pattern, entry.title)) };
    },
    async savePattern(guildId, typed, is) {
      const pattern = patternOf(typed);
      const fault = judgePattern(pattern);
      if (fault !== undefined) return fault;
      const pair = { pattern, is };
      await following(guildId, () => recogniser.update(guildId, (recognition) => withPattern(recognition, pair)));
      return undefined;
    },
    removePattern: (guildId, pattern) =>
      following(guildId, () => recogniser.update(guildId, (recognition) => withoutPattern(recognition, pattern))),
    correct: (guildId, feedUrl, key, is) => following(guildId, () => recogniser.correct(guildId, { feedUrl, key, is })),
  };
}

function episodeIn(is: Recognised | undefined): string | undefined {
  return is !== undefined && 'episodeId' in is ? is.episodeId : undefined;
}

/** The posts made of an entry (several for a premiere), and what each must show now. */
function postsOf(
  outbox: Outbox,
  { key, title, link, publishedMs }: ListedEntry,
  episodeId: string | undefined,
): readonly { readonly messageId: string; readonly shown: AnnouncedEntry }[] {
  const its = outbox.made.filter((made) => made.key === key || made.key.startsWith(`${key}#`));
  return its.flatMap((made) => {
    if (made.post.kind === 'deleted') return [];
    const { messageId } = made.post;
    const premiere = outbox.premieres.find(
      ({ post }) => post.kind === 'message' && post.messageId === messageId,
    )?.entry;
    const shown = {
      key: made.key,
      title,
      ...defined({ link, publishedMs, episodeId }),
      ...(made.key === key ? {} : { listedKey: key }),
      ...(made.key === `${key}#live` ? { premiere: { live: true as const } } : {}),
    };
    return { messageId, shown: premiere ?? shown };
  });
}
