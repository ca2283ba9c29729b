import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFeedReader, type FeedReader } from '../../../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

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
  test.each<[Record<string, string | string[]>, number | undefined]>([
    [{ 'cache-control': 'public, max-age=900', age: '897' }, 897],
    [{ 'cache-control': ['public', 'max-age = "900"'], age: '60' }, 60],
    [{ age: '3600' }, 3600],
    // No copy lives that long here: such an age says nothing about it.
    [{ 'cache-control': 'max-age=900', age: '1200' }, undefined],
    [{ age: '86400' }, undefined],
    [{ age: '-5' }, undefined],
    [{ age: '12, 12' }, undefined],
    [{}, undefined],
  ])('with %j is a copy of this age: %s seconds', async (headers, age) => {
    server.set('/feed', { headers, body: document });
    const reading = await reader.read(`${server.origin}/feed`);
    expect(reading.kind).toBe('entries');
    expect('ageSeconds' in reading ? reading.ageSeconds : undefined).toBe(age);
  });

  test('headers that come twice are read like those that come once', async () => {
    const twice = (value: string, other = value) => [value, other];
    const headers = {
      etag: twice('"1"', '"2"'),
      age: twice('7'),
      date: twice('Sun, 22 Nov 2026 10:00:00 GMT'),
      'last-modified': twice('Sun, 22 Nov 2026 09:00:00 GMT'),
      'cache-control': twice('public', 'max-age=900'),
      'content-type': twice('text/xml; charset=utf-8'),
      'retry-after': twice('60', '120'),
      'content-encoding': twice('identity'),
    };
    server.set('/feed', { headers, body: document });
    expect(await reader.read(`${server.origin}/feed`)).toMatchObject({
      kind: 'entries',
      ageSeconds: 7,
      retryAfterSeconds: 120,
      servedAtMs: Date.UTC(2026, 10, 22, 10),
      validators: { origin: server.origin, etag: '"1"', lastModified: 'Sun, 22 Nov 2026 09:00:00 GMT' },
    });
    server.set('/feed', { status: 503, headers });
    expect(await reader.read(`${server.origin}/feed`)).toMatchObject({
      kind: 'failed',
      failure: { reason: 'http-status', retryAfterSeconds: 120 },
    });
    server.set('/feed', { status: 301, headers: { ...headers, location: twice(`${server.origin}/new`) } });
    server.set('/new', { headers, body: document });
    expect((await reader.read(`${server.origin}/feed`)).kind).toBe('entries');
  });

  test('whatever the headers are, a look ends with a reading and never throws', async () => {
    const names = ['etag', 'age', 'date', 'last-modified', 'cache-control', 'content-type', 'retry-after', 'vary'];
    const value = fc.oneof(
      fc.stringMatching(/^[ -~]{0,40}$/),
      fc.constantFrom('0', '-1', '1e9', 'Mon', '2026.1.1                   x', 'max-age=', 'text/xml;charset="', '"'),
    );
    const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.array(value, { maxLength: 3 })));
    await fc.assert(
      fc.asyncProperty(headers, fc.constantFrom(200, 304, 404, 429), async (sent, status) => {
        server.set('/feed', { status, headers: sent, body: status === 304 ? '' : document });
        const reading = await reader.read(`${server.origin}/feed`, { origin: server.origin, etag: '"1"' });
        expect(['entries', 'unchanged', 'failed']).toContain(reading.kind);
      }),
      { numRuns: 60 },
    );
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
