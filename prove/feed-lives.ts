import { createFeedReader } from '../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../src/util/clock.ts';
import { createLog } from '../src/util/log.ts';
import { feedKinds, liveFeed } from '../testkit/feeds/live-feed.ts';
import { startFeedServer } from '../testkit/network/feed-server.ts';

/** How long the reader waits before a server counts as silent, in ms. */
const SILENT_MS = 300;

/**
 * Feeds of every kind, each over its life, read by the real reader: other orders, short windows, sites that move, ids
 * that identify nothing, doubled headers, a server that does not answer, premieres without a key. Every new entry must
 * be posted exactly once.
 */
export async function liveFeeds(seeds: readonly number[]): Promise<{ lives: number; failures: readonly string[] }> {
  const server = await startFeedServer();
  const log = createLog({ level: 'silent', format: 'json' });
  const clock = createManualClock(0);
  const reader = createFeedReader({ clock, log, allowPrivate: true, userAgent: 'Clematis', totalMs: SILENT_MS });
  const failures: string[] = [];
  try {
    for (const kind of feedKinds) {
      for (const seed of seeds) failures.push(...(await liveFeed({ server, reader }, kind, seed)));
    }
  } finally {
    await reader.close();
    await server.close();
  }
  return { lives: feedKinds.length * seeds.length, failures };
}
