import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../../src/domain/feed/feed-document.ts';
import { createFeedReader, type FeedReader } from '../../../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { type GivenEntry, givenBytes, givenDocuments } from '../../../testkit/feeds/given-documents.ts';
import { type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

const documents = givenDocuments();

if (documents.length === 0) test.skip('../shared/feeds was not found, so none of its documents was tried', () => {});

describe.skipIf(documents.length === 0)(
  'documents captured elsewhere (skipped where ../shared/feeds is missing)',
  () => {
    let server: FeedServer;
    let reader: FeedReader;

    beforeAll(async () => {
      server = await startFeedServer();
      const log = createLog({ level: 'silent', format: 'json' });
      reader = createFeedReader({ clock: createManualClock(0), log, allowPrivate: true, userAgent: 'Clematis test' });
    });
    afterAll(async () => {
      await reader.close();
      await server.close();
    });

    test.each(documents)('$file reads as its manifest says', async ({ file, http, expect: wanted, feedUrl }) => {
      const { 'content-type': contentType = 'text/xml' } = http.headers;
      const path = new URL(feedUrl).pathname;
      server.set(path, { status: http.status, headers: { 'content-type': contentType }, body: givenBytes(file) });
      const reading = await reader.read(`${server.origin}${path}`);

      if (wanted.ok === false) {
        expect(reading).toMatchObject({ kind: 'failed', failure: { reason: 'http-status', status: http.status } });
        expect(wanted.error).toBe(`http-${http.status}`);
        return;
      }
      if (reading.kind !== 'entries') throw new Error(`Expected entries, got ${JSON.stringify(reading)}`);
      const { entries, kind } = reading.document;
      const longest = Math.max(0, ...entries.map((entry) => entry.title.length));
      expect(longest).toBeLessThanOrEqual(wanted.maxTitleChars ?? 1000);
      if (wanted.ok === 'either') return;

      expect(kind).toBe(wanted.kind);
      expect(entries).toHaveLength(wanted.entryCount ?? Number.NaN);
      expect(new Set(entries.map((entry) => entry.key)).size).toBe(wanted.distinctKeys);
      if (wanted.shortsCount !== undefined) {
        expect(entries.filter((entry) => entry.isShort)).toHaveLength(wanted.shortsCount);
      }
      compare(entries[0], wanted.first, new URL(feedUrl).origin);
      if (wanted.last) compare(entries.at(-1), wanted.last, new URL(feedUrl).origin);
    });

    function compare(entry: FeedEntry | undefined, wanted: GivenEntry | null | undefined, origin: string): void {
      if (!wanted) {
        expect(entry).toBeUndefined();
        return;
      }
      // The document is served from this machine, so that is where its relative links lead.
      const link = entry?.link?.replace(server.origin, origin) ?? null;
      expect(entry?.id ?? null).toBe(wanted.id);
      expect(entry?.title).toBe(wanted.title);
      if (wanted.linkStartsWith) expect(link).toContain(wanted.linkStartsWith);
      else expect(link).toBe(wanted.link);
      if (wanted.published) expect(entry?.publishedMs).toBe(Date.parse(wanted.published));
      if (wanted.updated) expect(entry?.updatedMs).toBe(Date.parse(wanted.updated));
      if (wanted.key) expect(entry?.key).toBe(wanted.key);
      if (wanted.author) expect(entry?.author).toBe(wanted.author);
    }
  },
);
