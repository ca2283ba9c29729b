import type { Outbox } from '../../domain/announcement/outbox.ts';
import { owe } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { compareFeed, type FeedComparison, type FeedTarget } from '../../domain/feed/compare-feed.ts';
import type { FeedEntry } from '../../domain/feed/feed-document.ts';
import { afterFailure, afterSuccess, type FeedHealth, untriedHealth } from '../../domain/feed/feed-health.ts';
import type { FeedMemory } from '../../domain/feed/feed-memory.ts';
import { type FeedHost, nextReadAt } from '../../domain/feed/read-schedule.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { FeedReader, FeedReading } from '../../sources/feeds/read-feed.ts';
import type { Store } from '../../storage/index.ts';
import { feedRecord } from '../../storage/kinds.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import { createAgenda } from '../agenda.ts';
import type { Publisher } from '../publisher.ts';
import type { Servers } from '../servers.ts';
import { createDelivery } from './deliver.ts';
import { createSubscriptionBook } from './subscription-book.ts';

/** What a subscription is asked to be; its place in the feed's history is found when it is made. */
export type SubscribeRequest = Omit<Subscription, 'sinceDocument' | 'createdAtMs'>;

export interface SubscriptionStatus {
  readonly subscription: Subscription;
  readonly health: FeedHealth;
  readonly nextReadAtMs: number | undefined;
  readonly outbox: Outbox;
}

export interface Announcements {
  returnTo(guildIds: readonly string[]): Promise<void>;
  /**
   * Reads the feed at once, so that what it lists now is known and nothing of it is announced. A feed that cannot be read
   * just now is subscribed to all the same.
   *
   * @throws UserError for an address that may not be read at all.
   */
  subscribe(request: SubscribeRequest): Promise<{ subscription: Subscription; reading: FeedReading }>;
  /** False when there was none with this id in this server. */
  stop(guildId: string, subscriptionId: string): Promise<boolean>;
  ofServer(guildId: string): readonly Subscription[];
  status(guildId: string): Promise<readonly SubscriptionStatus[]>;
  /**
   * The one way announcements move on: feeds that are due are read, what is owed is posted. Starts whatever is due, and
   * returns when it is next needed, in ms since 1970.
   */
  begin(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Feed {
  readonly memory: FeedMemory | undefined;
  readonly health: FeedHealth;
}

export function createAnnouncements(parts: {
  store: Store;
  servers: Servers;
  knowledge: Knowledge;
  publisher: Publisher;
  reader: FeedReader;
  clock: Clock;
  chance: Chance;
  log: Log;
  intervalSeconds: number;
  /** Which shard a server belongs to: what has been seen of a feed is kept per shard. */
  shardOf: (guildId: string) => number;
  /** An episode was shown as out: called, and done, before the entry counts as seen. */
  episodeOut: (guildIds: ReadonlySet<string>, episodeId: string, sinceMs: number) => Promise<void>;
  wake: () => void;
}): Announcements {
  const { knowledge, clock, log } = parts;
  const feeds = parts.store.records(feedRecord);
  const book = createSubscriptionBook(parts);
  const delivery = createDelivery({ ...parts, book });
  const agenda = createAgenda(parts);
  const queue = createKeyedQueue();
  const nextReadAtMs = new Map<string, number>();

  async function feedOf(key: string): Promise<Feed> {
    const kept = await feeds.get(key);
    return { memory: kept?.memory, health: kept?.health ?? untriedHealth };
  }

  const keyOf = (subscription: Pick<Subscription, 'guildId' | 'feedUrl'>) =>
    `${parts.shardOf(subscription.guildId)}/${subscription.feedUrl}`;

  /** One read of a feed, compared and kept. Polls lock first, then the entries count as seen and are owed, in one write. */
  function look(key: string, url: string): Promise<FeedReading> {
    return queue.run(key, async () => {
      const feed = await feedOf(key);
      const reading = await parts.reader.read(url, feed.memory?.validators);
      const nowMs = clock.now();
      if (reading.kind === 'failed') {
        const { health } = afterFailure(feed.health, { nowMs, ...reading.failure });
        log.warn(
          { feed: url, failure: reading.failure, inARow: health.failuresInARow },
          'A feed could not be read; it is tried again',
        );
        await keep(key, url, { memory: feed.memory, health });
        return reading;
      }
      const asOfMs = nowMs - (reading.ageSeconds ?? 0) * 1000;
      const { health } = afterSuccess(feed.health, { nowMs, asOfMs, freshForSeconds: reading.freshForSeconds });
      if (reading.kind === 'unchanged') {
        await keep(key, url, { memory: feed.memory, health });
        return reading;
      }
      const subscribed = book.all().filter((subscription) => keyOf(subscription) === key);
      const compared = compareFeed({
        memory: feed.memory,
        document: reading.document,
        targets: subscribed.map(targetOf),
        nowMs,
        asOfMs,
        ...(feed.health.lastLookMs === undefined ? {} : { lastLookMs: feed.health.lastLookMs }),
      });
      if (compared.windowExceeded) log.warn({ feed: url }, 'More may have been published than the feed still lists');
      await lockPolls(compared, new Set(subscribed.map((subscription) => subscription.guildId)));
      const memory: FeedMemory = {
        ...compared.memory,
        ...(reading.validators ? { validators: reading.validators } : {}),
      };
      await keep(key, url, { memory, health }, owedBy(compared, nowMs));
      return reading;
    });
  }

  async function lockPolls(compared: FeedComparison, guildIds: ReadonlySet<string>): Promise<void> {
    for (const { entry, verdict, lockAtMs } of compared.outings) {
      const recognised = verdict === 'new' ? knowledge.recognise(entry.title) : undefined;
      if (recognised && 'episodeId' in recognised) await parts.episodeOut(guildIds, recognised.episodeId, lockAtMs);
    }
  }

  function owedBy(compared: FeedComparison, nowMs: number) {
    const changes = new Map<string, (outbox: Outbox) => Outbox>();
    for (const { targetId } of compared.posts) {
      const entries = compared.posts.filter((post) => post.targetId === targetId).map((post) => announced(post.entry));
      changes.set(targetId, (outbox) => owe(outbox, entries, nowMs));
    }
    return changes;
  }

  function announced(entry: FeedEntry) {
    const recognised = knowledge.recognise(entry.title);
    return {
      key: entry.key,
      title: entry.title,
      ...(entry.link === undefined ? {} : { link: entry.link }),
      ...(entry.publishedMs === undefined ? {} : { publishedMs: entry.publishedMs }),
      ...(recognised && 'episodeId' in recognised ? { episodeId: recognised.episodeId } : {}),
    };
  }

  async function keep(
    key: string,
    url: string,
    feed: Feed,
    changes: ReadonlyMap<string, (outbox: Outbox) => Outbox> = new Map(),
  ) {
    const { memory, health } = feed;
    await book.updateOutboxes(changes, [feeds.putting(key, memory === undefined ? { health } : { memory, health })]);
    plan(key, url, health);
    for (const id of changes.keys()) agenda.poke(`outbox ${id}`);
  }

  function plan(key: string, url: string, health: FeedHealth): void {
    nextReadAtMs.set(
      key,
      nextReadAt({
        lastReadAtMs: health.lastReadAtMs ?? clock.now(),
        failuresInARow: health.failuresInARow,
        retryAfterSeconds: health.retryAfterSeconds,
        freshForSeconds: health.freshForSeconds,
        intervalSeconds: parts.intervalSeconds,
        host: hostOf(url),
        jitter: parts.chance.fraction(),
      }),
    );
  }

  return {
    async returnTo(guildIds) {
      await book.load(guildIds);
      parts.wake();
    },

    async subscribe(request) {
      const key = keyOf(request);
      const reading = await look(key, request.feedUrl);
      if (reading.kind === 'failed' && reading.failure.reason === 'refused-address') {
        throw new UserError((say) => say('announce.refusedAddress'));
      }
      const { memory } = await feedOf(key);
      const subscription = { ...request, sinceDocument: memory?.documents ?? 0, createdAtMs: clock.now() };
      await book.add(subscription);
      parts.wake();
      return { subscription, reading };
    },

    async stop(guildId, subscriptionId) {
      const subscription = book.get(subscriptionId);
      if (subscription?.guildId !== guildId) return false;
      await book.remove(subscription);
      return true;
    },

    ofServer: (guildId) => book.all().filter((subscription) => subscription.guildId === guildId),

    status: (guildId) =>
      Promise.all(
        book
          .all()
          .filter((subscription) => subscription.guildId === guildId)
          .map(async (subscription) => {
            const key = keyOf(subscription);
            const { health } = await feedOf(key);
            return { subscription, health, nextReadAtMs: nextReadAtMs.get(key), outbox: book.outbox(subscription.id) };
          }),
      ),

    begin() {
      const keys = new Set<string>();
      for (const subscription of book.all()) {
        keys.add(`feed ${keyOf(subscription)}`);
        keys.add(`outbox ${subscription.id}`);
      }
      return agenda.begin(keys, step);
    },
    idle: agenda.idle,
  };

  async function step(key: string): Promise<number> {
    const [kind, name] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    if (kind === 'outbox') return delivery.bring(name);
    const url = name.slice(name.indexOf('/') + 1);
    if ((nextReadAtMs.get(name) ?? 0) <= clock.now()) await look(name, url);
    return nextReadAtMs.get(name) ?? clock.now();
  }
}

function targetOf(subscription: Subscription): FeedTarget {
  const { id, sinceDocument, shorts, upcoming } = subscription;
  return { id, sinceDocument, shorts, upcoming };
}

function hostOf(url: string): FeedHost {
  const { hostname } = new URL(url);
  if (/(^|\.)youtube\.com$/.test(hostname)) return 'youtube';
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) ? 'local' : 'other';
}
