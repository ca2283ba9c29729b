import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createGuardedFetch,
  type Fetched,
  type GuardedFetchOptions,
} from '../../../src/sources/fetching/guarded-fetch.ts';
import type { ResolveHost } from '../../../src/sources/fetching/guarded-lookup.ts';
import { isPublicAddress } from '../../../src/sources/fetching/public-address.ts';
import { type FeedServer, startFeedServer } from '../../../testkit/network/feed-server.ts';

let server: FeedServer;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.close());

async function get(url: string, options: Partial<GuardedFetchOptions> = {}): Promise<Fetched> {
  const fetch = createGuardedFetch({ userAgent: 'Clematis test', allowPrivate: true, ...options });
  try {
    return await fetch.get(url, { accept: '*/*', nowMs: Date.parse('2026-11-22T10:00:00Z') });
  } finally {
    await fetch.close();
  }
}

async function reasonOf(url: string, options: Partial<GuardedFetchOptions> = {}): Promise<string> {
  const fetched = await get(url, options);
  return fetched.kind === 'failed' ? fetched.failure.reason : fetched.kind;
}

describe('where feeds may be', () => {
  const spellings = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '00000177.0.0.1',
    '0177.1',
    '127.0.0.1.',
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[100::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[4000::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '198.18.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    'localhost',
    'localhost.',
  ];

  test.each(spellings)('a private host spelled %s is refused and never connected to', async (host) => {
    expect(await reasonOf(`http://${host}:${server.port}/feed`, { allowPrivate: false, ports: [server.port] })).toBe(
      'refused-address',
    );
    expect(server.requests).toHaveLength(0);
  });

  test('a name is refused unless every one of its addresses is public', async () => {
    const mixed: ResolveHost = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const options = { allowPrivate: false, ports: [server.port], resolveHost: mixed };
    expect(await reasonOf(`http://feeds.example:${server.port}/feed`, options)).toBe('refused-address');
    expect(server.requests).toHaveLength(0);
  });

  test('a name that changes its address between two reads is checked at each', async () => {
    server.set('/feed', { body: 'hello' });
    const answers = ['127.0.0.1', '127.0.0.2'];
    const rebinding: ResolveHost = async () => [{ address: answers.shift() ?? '127.0.0.2', family: 4 }];
    const isAllowed = (address: string) => address === '127.0.0.1';
    const options = { allowPrivate: false, ports: [server.port], resolveHost: rebinding, isAllowed };
    expect(await reasonOf(`http://feeds.example:${server.port}/feed`, options)).toBe('body');
    expect(await reasonOf(`http://feeds.example:${server.port}/feed`, options)).toBe('refused-address');
    expect(server.requests).toHaveLength(1);
  });

  test('a name that leads to this machine is read once private hosts are allowed', async () => {
    server.set('/feed', { body: 'hello' });
    const home: ResolveHost = async () => [{ address: '127.0.0.1', family: 4 }];
    expect(await reasonOf(`http://feeds.example:${server.port}/feed`, { resolveHost: home })).toBe('body');
  });

  test.each([
    ['file:///etc/passwd'],
    ['ftp://93.184.216.34/feed'],
    ['data:text/xml,<rss/>'],
    ['javascript:1'],
    ['http://user:secret@93.184.216.34/feed'],
    ['http://93.184.216.34:22/feed'],
    ['https://93.184.216.34:8443/feed'],
    ['not an address'],
    [''],
  ])('%s is refused without a connection', async (url) => {
    const fetched = await get(url, { allowPrivate: false });
    expect(fetched).toMatchObject({ kind: 'failed', failure: { reason: 'refused-address' } });
    expect(JSON.stringify(fetched)).not.toContain('secret');
  });

  test('an unknown host and a closed port are told apart', async () => {
    const unknown: ResolveHost = () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
    expect(await reasonOf('http://feeds.example/feed', { resolveHost: unknown })).toBe('dns');
    const { port } = server;
    await server.close();
    expect(await reasonOf(`http://127.0.0.1:${port}/feed`)).toBe('connection');
    server = await startFeedServer();
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('a %i is followed, and the final address is told', async (status) => {
    server.set('/old', { status, headers: { location: '/new/feed' } });
    server.set('/new/feed', { body: 'hello' });
    expect(await get(`${server.origin}/old`)).toMatchObject({ kind: 'body', url: `${server.origin}/new/feed` });
  });

  test('five redirects are followed, a sixth is not', async () => {
    for (let hop = 1; hop <= 6; hop += 1) server.set(`/${hop}`, { status: 302, headers: { location: `/${hop - 1}` } });
    server.set('/0', { body: 'hello' });
    expect(await reasonOf(`${server.origin}/5`)).toBe('body');
    expect(await reasonOf(`${server.origin}/6`)).toBe('redirects');
  });

  test('a circle ends, and so does a redirect to nowhere', async () => {
    server.set('/circle', { status: 302, headers: { location: '/circle' } });
    server.set('/nowhere', { status: 302 });
    expect(await reasonOf(`${server.origin}/circle`)).toBe('redirects');
    expect(await reasonOf(`${server.origin}/nowhere`)).toBe('redirects');
    expect(server.requests).toHaveLength(7);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data'],
    ['http://10.0.0.1/feed'],
    ['http://leads-to-10.example/feed'],
    ['http://[::1]/feed'],
    ['file:///etc/passwd'],
    ['http://93.184.216.34:22/feed'],
    ['http://user:secret@93.184.216.34/feed'],
  ])('a redirect to %s is refused like the address itself', async (location) => {
    server.set('/feed', { status: 302, headers: { location } });
    // Only the first hop's address counts as public here; every other rule is the usual one.
    const isAllowed = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
    const resolveHost: ResolveHost = async () => [{ address: '10.0.0.1', family: 4 }];
    const fetched = await get(`${server.origin}/feed`, {
      allowPrivate: false,
      ports: [server.port],
      isAllowed,
      resolveHost,
    });
    expect(fetched).toMatchObject({ kind: 'failed', failure: { reason: 'refused-address' } });
    expect(server.requests).toHaveLength(1);
  });
});

describe('limits', () => {
  const plain = 'x'.repeat(5000);

  test.each([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', Buffer.from(plain)],
  ])('a body in %s is inflated', async (encoding, body) => {
    server.set('/feed', { headers: { 'content-encoding': encoding }, body });
    const fetched = await get(`${server.origin}/feed`);
    expect(fetched.kind === 'body' && fetched.bytes.toString()).toBe(plain);
  });

  test('a body of exactly the limit is read, one byte more is not', async () => {
    server.set('/exact', { body: 'x'.repeat(1000) });
    server.set('/over', { body: 'x'.repeat(1001) });
    expect(await reasonOf(`${server.origin}/exact`, { mostBytes: 1000 })).toBe('body');
    expect(await reasonOf(`${server.origin}/over`, { mostBytes: 1000 })).toBe('too-large');
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(200 * 1024 * 1024))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(200 * 1024 * 1024)))],
    ['br', brotliCompressSync(Buffer.alloc(50 * 1024 * 1024))],
  ])('a bomb in %s stops at the limit', async (encoding, body) => {
    server.set('/bomb', { headers: { 'content-encoding': encoding }, body });
    expect(await reasonOf(`${server.origin}/bomb`)).toBe('too-large');
  });

  test('a body without end stops at the limit', async () => {
    server.set('/endless', { misbehave: 'endless' });
    expect(await reasonOf(`${server.origin}/endless`)).toBe('too-large');
  });

  test.each(['hang', 'drip'] as const)(
    'a server that makes one wait (%s) is left after the time for all',
    async (misbehave) => {
      server.set('/slow', { misbehave, body: plain });
      expect(await reasonOf(`${server.origin}/slow`, { totalMs: 200 })).toBe('too-slow');
    },
  );

  test('redirects and their last answer share one time', async () => {
    server.set('/first', { status: 302, headers: { location: '/slow' } });
    server.set('/slow', { misbehave: 'hang' });
    expect(await reasonOf(`${server.origin}/first`, { totalMs: 200 })).toBe('too-slow');
  });

  test('broken answers have a reason each', async () => {
    server.set('/cut', { misbehave: 'cut', body: plain });
    server.set('/refuse', { misbehave: 'refuse' });
    server.set('/garbled', { headers: { 'content-encoding': 'gzip' }, body: plain });
    server.set('/half', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(plain).subarray(0, 20) });
    server.set('/zstd', { headers: { 'content-encoding': 'zstd' }, body: plain });
    server.set('/headers', { headers: { 'x-long': 'x'.repeat(100_000) }, body: plain });
    expect(await reasonOf(`${server.origin}/cut`)).toBe('truncated');
    expect(await reasonOf(`${server.origin}/refuse`)).toBe('connection');
    expect(await reasonOf(`${server.origin}/garbled`)).toBe('encoding');
    expect(await reasonOf(`${server.origin}/half`)).toBe('truncated');
    expect(await reasonOf(`${server.origin}/zstd`)).toBe('encoding');
    expect(await reasonOf(`${server.origin}/headers`)).toBe('hostile');
  });
});

describe('connections that are kept', () => {
  test('one that the server has closed meanwhile costs nothing: a new one asks once more, and only once', async () => {
    const refusals = [1];
    server.set('/feed', { body: 'hello' });
    server.set('/other', () => (refusals.shift() === undefined ? { body: 'hello' } : { misbehave: 'refuse' }));
    const fetch = createGuardedFetch({ userAgent: 'Clematis test', allowPrivate: true });
    const ask = (path: string) => fetch.get(`${server.origin}${path}`, { accept: '*/*', nowMs: 0 });
    expect((await ask('/feed')).kind).toBe('body');
    expect((await ask('/other')).kind).toBe('body');
    expect(server.requests.map(({ path }) => path)).toEqual(['/feed', '/other', '/other']);
    refusals.push(1, 1);
    expect(await ask('/other')).toMatchObject({ kind: 'failed', failure: { reason: 'connection' } });
    expect(server.requests).toHaveLength(5);
    await fetch.close();
  });
});

describe('what is said to the server', () => {
  test('it is told who asks', async () => {
    server.set('/feed', { body: 'hello' });
    await get(`${server.origin}/feed`, { userAgent: 'Clematis/1.0 (+https://example.org)' });
    expect(server.requests[0]?.headers['user-agent']).toBe('Clematis/1.0 (+https://example.org)');
  });

  test.each([
    [{ 'retry-after': '120' }, 120],
    [{ 'retry-after': 'Sun, 22 Nov 2026 10:05:00 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' }, 300],
    [{ 'retry-after': '99999999' }, 86_400],
    [{ 'retry-after': 'Sun, 22 Nov 2020 10:05:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('a 429 with %j asks to be left alone for %s seconds', async (headers, seconds) => {
    server.set('/feed', { status: 429, headers: headers as Record<string, string>, body: 'We are sorry' });
    const fetched = await get(`${server.origin}/feed`);
    expect(fetched).toMatchObject({ kind: 'failed', failure: { reason: 'http-status', status: 429 } });
    expect(fetched.kind === 'failed' && fetched.failure.retryAfterSeconds).toBe(seconds);
  });

  test.each([204, 206, 304, 400, 403, 404, 410, 500, 503])(
    'a %i that was not asked for is a failure',
    async (status) => {
      server.set('/feed', { status });
      expect(await get(`${server.origin}/feed`)).toMatchObject({
        kind: 'failed',
        failure: { reason: 'http-status', status },
      });
    },
  );
});
