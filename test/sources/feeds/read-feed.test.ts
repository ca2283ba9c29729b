import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFeedReader, type FeedReader } from '../../../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { type FeedServer, startFeedServer } from '../../support/feed-server.ts';

const document =
  '<rss version="2.0"><channel><title>t</title><item><guid>1</guid><link>a/b</link></item></channel></rss>';
let server: FeedServer;
let reader: FeedReader;

beforeEach(async () => {
  server = await startFeedServer();
  const log = createLog({ level: 'silent', format: 'json' });
  reader = createFeedReader({ clock: createManualClock(0), log, allowPrivate: true, userAgent: 'Clematis test' });
});
afterEach(async () => {
  await reader.close();
  await server.close();
});

describe('asking whether anything has changed', () => {
  test('validators go back verbatim, and a 304 is an unchanged feed', async () => {
    const etag = 'W/"a b,c"';
    const modified = 'Sun, 22 Nov 2026 10:00:00 +0000';
    server.set('/feed', ({ headers }) =>
      headers['if-none-match'] === etag && headers['if-modified-since'] === modified
        ? { status: 304, headers: { 'cache-control': 'max-age=60' } }
        : { headers: { etag, 'last-modified': modified }, body: document },
    );
    const first = await reader.read(`${server.origin}/feed`);
    if (first.kind !== 'entries') throw new Error('Expected entries');
    expect(first.validators).toEqual({ origin: server.origin, etag, lastModified: modified });
    expect(await reader.read(`${server.origin}/feed`, first.validators)).toEqual({
      kind: 'unchanged',
      freshForSeconds: 60,
    });
  });

  test('a server without validators is simply read again', async () => {
    server.set('/feed', { body: document });
    const first = await reader.read(`${server.origin}/feed`);
    expect(first).not.toHaveProperty('validators');
    expect((await reader.read(`${server.origin}/feed`)).kind).toBe('entries');
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  test('a validator that could not be sent back is not kept', async () => {
    server.set('/feed', { headers: { etag: `"${'x'.repeat(2000)}"`, 'last-modified': 'h\u00e9' }, body: document });
    expect(await reader.read(`${server.origin}/feed`)).not.toHaveProperty('validators');
  });

  test('validators never go to another origin, redirected there or not', async () => {
    const other = await startFeedServer();
    try {
      other.set('/feed', { headers: { etag: '"other"' }, body: document });
      server.set('/feed', { status: 301, headers: { location: `${other.origin}/feed` } });
      await reader.read(`${server.origin}/feed`, { origin: server.origin, etag: '"here"' });
      expect(server.requests[0]?.headers['if-none-match']).toBe('"here"');
      expect(other.requests[0]?.headers['if-none-match']).toBeUndefined();

      const moved = await reader.read(`${server.origin}/feed`);
      expect(moved.kind === 'entries' && moved.validators).toEqual({ origin: other.origin, etag: '"other"' });
      await reader.read(`${server.origin}/feed`, { origin: other.origin, etag: '"other"' });
      expect(server.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
      expect(other.requests.at(-1)?.headers['if-none-match']).toBe('"other"');
    } finally {
      await other.close();
    }
  });

  test('a 304 that nobody asked for is a failure, not an unchanged feed', async () => {
    server.set('/feed', { status: 304 });
    expect(await reader.read(`${server.origin}/feed`)).toMatchObject({ kind: 'failed', failure: { status: 304 } });
  });
});

describe('what a look gives', () => {
  test.each([
    [
      { 'cache-control': 'public, max-age=900', age: '897' },
      { freshForSeconds: 3, ageSeconds: 897 },
    ],
    [
      { 'cache-control': 'max-age=900', age: '1200' },
      { freshForSeconds: 0, ageSeconds: 1200 },
    ],
    [{ 'cache-control': 'max-age=99999999' }, { freshForSeconds: 86_400 }],
    [{ 'cache-control': 'no-cache, max-age=900' }, {}],
    [{ 'cache-control': 's-maxage=900' }, {}],
    [{ age: '-5' }, {}],
  ])('with %j tells how old the copy is and for how long it holds', async (headers, told) => {
    server.set('/feed', { headers: headers as Record<string, string>, body: document });
    const reading = await reader.read(`${server.origin}/feed`);
    const { freshForSeconds, ageSeconds } = { freshForSeconds: undefined, ageSeconds: undefined, ...reading };
    expect({ freshForSeconds, ageSeconds }).toEqual({ freshForSeconds: undefined, ageSeconds: undefined, ...told });
  });

  test('relative links start at the address that the document finally came from', async () => {
    server.set('/old', { status: 301, headers: { location: '/new/place/feed.xml' } });
    server.set('/new/place/feed.xml', { body: document });
    const reading = await reader.read(`${server.origin}/old`);
    expect(reading.kind === 'entries' && reading.document.entries[0]?.link).toBe(`${server.origin}/new/place/a/b`);
  });

  test('a Korean feed is read in the encoding of its header or its declaration', async () => {
    const korean =
      '<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel><title>뷁</title><item><guid>1</guid><title>똠방각하</title></item></channel></rss>';
    server.set('/feed', { body: iconv.encode(korean, 'cp949') });
    const reading = await reader.read(`${server.origin}/feed`);
    expect(reading.kind === 'entries' && reading.document).toMatchObject({
      title: '뷁',
      entries: [{ title: '똠방각하' }],
    });
  });

  test('a page of HTML with a 200 is a failed read, never an empty feed', async () => {
    const page = '<!DOCTYPE html><html><head><title>Before you continue to YouTube</title></head><body></body></html>';
    server.set('/feed', { headers: { 'content-type': 'text/html' }, body: page });
    expect(await reader.read(`${server.origin}/feed`)).toMatchObject({
      kind: 'failed',
      failure: { reason: 'not-a-feed', status: 200, url: `${server.origin}/feed` },
    });
  });

  test('what is no address at all is a failed read too', async () => {
    expect(await reader.read('nonsense')).toMatchObject({ kind: 'failed', failure: { reason: 'refused-address' } });
  });

  test('a slow feed does not hold up another', async () => {
    server.set('/slow', { misbehave: 'hang' });
    server.set('/feed', { body: document });
    const slow = reader.read(`${server.origin}/slow`);
    expect((await reader.read(`${server.origin}/feed`)).kind).toBe('entries');
    await reader.close();
    expect((await slow).kind).toBe('failed');
  });
});
