import { holdFlood, isFlood } from '../../domain/announcement/flood.ts';
import { type AnnouncedEntry, owe } from '../../domain/announcement/outbox.ts';
import { followPremieres, hasPremieres } from '../../domain/announcement/premiere.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { compareFeed, type FeedComparison, type FeedTarget, type Post } from '../../domain/feed/compare-feed.ts';
import { afterFailure, afterSuccess } from '../../domain/feed/feed-health.ts';
import type { FeedMemory } from '../../domain/feed/feed-memory.ts';
import { type FeedState, listedAfter } from '../../domain/feed/feed-state.ts';
import type { Notice } from '../../domain/notices.ts';
import type { FeedReading } from '../../sources/feeds/read-feed.ts';
import type { Clock } from '../../util/clock.ts';
import { defined } from '../../util/defined.ts';
import type { Log } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import type { FeedBook, FeedKey } from './feed-book.ts';
import { createNoteReleases, type EpisodeOut, type PlannedOut, type Watching } from './note-releases.ts';
import { announcedEntry, listedPremiere } from './owed-entries.ts';
import type { Recogniser } from './recogniser.ts';
import type { OutboxChange, SubscriptionBook } from './subscription-book.ts';

/**
 * Keeps what a look at a feed brought for one shard, where `state` is what it had kept before: the feed's health, the
 * entries seen, entries owed, polls and moderators told. If a write fails, the next look finds again whatever was not
 * kept.
 */
export type KeepFeedReading = (
  key: FeedKey,
  state: FeedState,
  reading: Exclude<FeedReading, { kind: 'moved' }>,
) => Promise<void>;

export interface KeepFeedReadingParts {
  readonly feeds: FeedBook;
  readonly book: SubscriptionBook;
  readonly recogniser: Recogniser;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly log: Log;
  readonly episodeOut: EpisodeOut;
  readonly watching: Watching;
  readonly plannedOut: PlannedOut;
  /** Called when something is owed, or is to follow on a post, for this subscription. */
  readonly owed: (subscription: Subscription) => void;
}

export function createKeepFeedReading(parts: KeepFeedReadingParts): KeepFeedReading {
  const { feeds, book, recogniser, notices, clock, log } = parts;
  const { serversOf, noteReleases } = createNoteReleases(parts);

  const subscribedTo = ({ url, shard }: FeedKey) =>
    book.ofFeed(url).filter((subscription) => feeds.keyOf(subscription).shard === shard);

  async function keep(key: FeedKey, state: FeedState, reading: Exclude<FeedReading, { kind: 'moved' }>): Promise<void> {
    const { url } = key;
    const nowMs = clock.now();
    if (reading.kind === 'failed') {
      const { health, notice } = afterFailure(state.health, { nowMs, ...reading.failure });
      const facts = { feed: url, failure: reading.failure, inARow: health.failuresInARow };
      const sinceMs = health.failingSinceMs ?? nowMs;
      const { reason } = reading.failure;
      await save(key, { ...state, health }, { told: notice && [{ kind: 'feed-down', feedUrl: url, sinceMs, reason }] });
      log.warn(facts, 'A feed could not be read; it is tried again');
      return;
    }
    const asOfMs = nowMs - (reading.ageSeconds ?? 0) * 1000;
    const { retryAfterSeconds } = reading;
    const { health, notice } = afterSuccess(state.health, { nowMs, asOfMs, retryAfterSeconds });
    const downSinceMs = state.health.failingSinceMs ?? nowMs;
    const back: Notice[] = notice ? [{ kind: 'feed-back', feedUrl: url, sinceMs: downSinceMs }] : [];
    if (reading.kind === 'unchanged') await save(key, { ...state, health }, { told: back });
    else await take(key, { ...state, health }, { reading, nowMs, asOfMs, lastLookMs: state.health.lastLookMs }, back);
  }

  /** First keeps which episodes are out; then, in one write, marks the entries as seen and as owed. */
  async function take(
    key: FeedKey,
    state: FeedState,
    look: {
      reading: Extract<FeedReading, { kind: 'entries' }>;
      nowMs: number;
      asOfMs: number;
      lastLookMs: number | undefined;
    },
    told: readonly Notice[],
  ): Promise<void> {
    const { url } = key;
    const { document, validators, servedAtMs } = look.reading;
    const subscribed = subscribedTo(key);
    const compared = compareFeed({
      memory: state.memory,
      document,
      // A subscription that awaits its first look is no target: everything listed now is old to it.
      targets: subscribed.filter(({ awaitsLook }) => !awaitsLook).map(targetOf),
      nowMs: look.nowMs,
      asOfMs: look.asOfMs,
      lastLookMs: look.lastLookMs,
      servedAtMs,
    });
    await noteReleases(key, compared.releases);
    const gap: Notice[] = [];
    if (compared.windowExceeded) {
      const sinceMs = look.lastLookMs;
      gap.push({ kind: 'feed-gap', feedUrl: url, ...defined({ sinceMs }) });
    }
    const memory: FeedMemory = { ...compared.memory, ...(validators ? { validators } : {}) };
    const listed = listedAfter(state.listed, compared);
    await save(
      key,
      { ...state, memory, listed, title: document.title || undefined },
      { told: [...told, ...gap], ...outboxesAfter(url, subscribed, compared, look) },
    );
    if (compared.rekeyed)
      log.warn({ feed: url }, 'The entries of a feed go by other ids than before; what was known stays known');
    if (compared.windowExceeded) log.warn({ feed: url }, 'More may have been published than the feed still lists');
  }

  /**
   * How this look changes the outboxes of the feed's subscriptions. Where it brings too many at once they are held, and
   * the moderators asked.
   */
  function outboxesAfter(
    url: string,
    subscribed: readonly Subscription[],
    compared: Pick<FeedComparison, 'posts' | 'entries'>,
    { nowMs, lastLookMs }: { nowMs: number; lastLookMs: number | undefined },
  ) {
    const changes = new Map<string, OutboxChange>();
    const floods: { guildId: string; notice: Notice }[] = [];
    const owed = owedBy(url, compared.posts);
    const byKey = new Map(compared.entries.map((entry) => [entry.key, entry]));
    for (const { id, guildId, channelId, upcoming } of subscribed) {
      const entries = owed.get(id) ?? [];
      if (entries.length === 0 && !hasPremieres(book.outbox(id))) continue;
      const listedNow = (entryKey: string) => {
        const entry = byKey.get(entryKey);
        return entry && listedPremiere(entry, recogniser.recognise(guildId, url, entry)?.is);
      };
      const isTooMuch = isFlood(entries, lastLookMs, nowMs);
      if (isTooMuch && book.outbox(id).flood === undefined)
        floods.push({ guildId, notice: { kind: 'feed-flood', feedUrl: url, channelId, count: entries.length } });
      const put = isTooMuch ? holdFlood : owe;
      changes.set(id, (outbox) => put(followPremieres(outbox, upcoming, listedNow, nowMs), entries, nowMs));
    }
    return {
      floods: [...floods, ...questions(url, compared.posts, new Set(floods.map(({ guildId }) => guildId)))],
      changes,
    };
  }

  /**
   * The uploads of the series that nobody recognises, to ask moderators about. A flood is asked about as a whole,
   * elsewhere.
   */
  function questions(url: string, posts: readonly Post[], flooded: ReadonlySet<string>) {
    if (!parts.watching.isSeries(url)) return [];
    const asked = new Map<string, { guildId: string; notice: Notice }>();
    for (const { targetId, entry } of posts) {
      const subscription = book.get(targetId);
      if (subscription === undefined || flooded.has(subscription.guildId)) continue;
      const { guildId, amount } = subscription;
      const isKnown = recogniser.recognise(guildId, url, entry) !== undefined;
      const isAsked = asked.has(`${guildId} ${entry.key}`) && amount === 'out';
      if (isKnown || isAsked) continue;
      // The title is shown only where one of the server's subscriptions shows titles: there its moderators chose to see
      // them.
      const title = amount === 'out' ? {} : { title: entry.title };
      asked.set(`${guildId} ${entry.key}`, {
        guildId,
        notice: { kind: 'new-upload', feedUrl: url, key: entry.key, ...title },
      });
    }
    return [...asked.values()];
  }

  /** What each subscription owes its channel, without videos that another feed has already announced there. */
  function owedBy(url: string, posts: readonly Post[]): ReadonlyMap<string, readonly AnnouncedEntry[]> {
    const owed = new Map<string, AnnouncedEntry[]>();
    for (const { targetId, entry } of posts) {
      const subscription = book.get(targetId);
      if (subscription === undefined || book.isAnnounced(subscription, entry.key)) continue;
      const recognised = recogniser.recognise(subscription.guildId, url, entry)?.is;
      const announced = announcedEntry(subscription, entry, recognised);
      if (announced !== undefined) owed.set(targetId, [...(owed.get(targetId) ?? []), announced]);
    }
    return owed;
  }

  async function save(
    key: FeedKey,
    state: FeedState,
    also: {
      /** Notices to send to every server that has to do with the feed. */
      readonly told?: readonly Notice[] | undefined;
      readonly floods?: readonly { readonly guildId: string; readonly notice: Notice }[];
      readonly changes?: ReadonlyMap<string, OutboxChange>;
    },
  ): Promise<void> {
    const { told = [], floods = [], changes = new Map<string, OutboxChange>() } = also;
    const guildIds = told.length === 0 ? [] : serversOf(key);
    const telling = [...guildIds].flatMap((guildId) => told.map((notice) => notices.telling(guildId, notice)));
    const asking = floods.map(({ guildId, notice }) => notices.telling(guildId, notice));
    const looked = state.health.failuresInARow > 0 ? [] : subscribedTo(key).filter(({ awaitsLook }) => awaitsLook);
    const settled = looked.map(({ awaitsLook: _, ...subscription }) =>
      book.replacing({ ...subscription, sinceDocument: state.memory?.documents ?? 0 }),
    );
    const others = [...telling, ...asking, ...settled];
    await feeds.keep(key, state, (kept) => book.updateOutboxes(changes, [...kept, ...others]));
    for (const id of changes.keys()) {
      const subscription = book.get(id);
      if (subscription !== undefined) parts.owed(subscription);
    }
  }

  return keep;
}

function targetOf(subscription: Subscription): FeedTarget {
  const { id, sinceDocument, shorts, upcoming } = subscription;
  return { id, sinceDocument, shorts, upcoming: upcoming === 'hold' ? 'hold' : 'post' };
}
