import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Store } from '../../storage/index.ts';
import { seriesFeedRecord } from '../../storage/kinds.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { ResolvedFeed } from './resolve-feed.ts';

/** The series' own feed, which the bot reads while a poll in any server waits for an episode. */
export interface SeriesFeed {
  /** Its address, once it is known. */
  url(): string | undefined;
  /** Finds the address if it is not known yet. Returns when to try again, in ms since 1970; Infinity when it is known. */
  find(): Promise<number>;
}

/** A page that does not tell the channel's id, or a network outage, is tried again after an hour. */
const TRY_AGAIN_MS = 3_600_000;

export function createSeriesFeed(parts: {
  store: Store;
  knowledge: Pick<Knowledge, 'seriesId' | 'seriesFeed'>;
  resolveFeed: (typed: string) => Promise<ResolvedFeed>;
  clock: Clock;
  log: Log;
}): SeriesFeed {
  const { knowledge, resolveFeed, clock, log } = parts;
  const records = parts.store.records(seriesFeedRecord);
  const given = knowledge.seriesFeed();
  let found: string | undefined;

  return {
    url: () => found,
    async find() {
      if (found !== undefined) return Number.POSITIVE_INFINITY;
      // The page is asked only where the data gives no more than a handle, and its answer is kept for good.
      const written = given.url ?? given.channelId;
      found = written === undefined ? await records.get(knowledge.seriesId) : undefined;
      if (found !== undefined) return Number.POSITIVE_INFINITY;
      const resolved = await resolveFeed(written ?? given.handle);
      if (!('url' in resolved)) {
        const facts = { feed: written ?? given.handle, failure: resolved.failure };
        log.warn(facts, 'The feed of the series cannot be found; polls that wait for an episode need a subscription');
        return clock.now() + TRY_AGAIN_MS;
      }
      found = resolved.url;
      if (written === undefined) await records.put(knowledge.seriesId, found);
      return Number.POSITIVE_INFINITY;
    },
  };
}
