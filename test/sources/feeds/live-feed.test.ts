import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFeedReader, type FeedReader } from '../../../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { feedKinds, liveFeed } from '../../../testkit/feeds/live-feed.ts';
import { type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

const LIVES = 6;

describe('every new entry is posted once, and nothing else, whatever a feed does, that lists', () => {
  let server: FeedServer;
  let reader: FeedReader;
  beforeAll(async () => {
    server = await startFeedServer();
    const log = createLog({ level: 'silent', format: 'json' });
    const clock = createManualClock(0);
    reader = createFeedReader({ clock, log, allowPrivate: true, userAgent: 'Clematis test', totalMs: 300 });
  });
  afterAll(async () => {
    await reader.close();
    await server.close();
  });

  test.each(feedKinds)('%s', async (kind) => {
    const failures: string[] = [];
    for (let seed = 1; seed <= LIVES; seed += 1) failures.push(...(await liveFeed({ server, reader }, kind, seed)));
    expect(failures).toEqual([]);
  });
});
