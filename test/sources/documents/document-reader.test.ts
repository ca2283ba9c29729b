import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDocumentReader, type DocumentReader } from '../../../src/sources/documents/document-reader.ts';
import { FetchFault } from '../../../src/sources/fetching/fetch-fault.ts';

let documents: DocumentReader;
beforeEach(() => {
  documents = createDocumentReader();
});
afterEach(() => documents.close());

const url = 'https://feeds.example/feed.xml';
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>${items}</channel></rss>`;
const item = (n: number) => `<item><guid>${n}</guid><title>Round ${n}</title></item>`;
const read = (text: string, reader = documents) =>
  reader.read({ kind: 'feed', bytes: Buffer.from(text), contentType: 'text/xml', url });

test('documents are read in a thread of their own, in the order in which they came', async () => {
  const readings = await Promise.all([1, 2, 3].map((n) => read(rss(item(n)))));
  expect(readings.map((each) => each.kind === 'document' && each.document.entries[0]?.title)).toEqual([
    'Round 1',
    'Round 2',
    'Round 3',
  ]);
});

test('one that takes too long is a failure of its own, and the next is read by another thread', async () => {
  const hasty = createDocumentReader({ mostMs: 1 });
  try {
    const many = rss(Array.from({ length: 20_000 }, (_, n) => item(n)).join(''));
    await expect(read(many, hasty)).rejects.toThrow(FetchFault);
    await expect(read(many, hasty)).rejects.toMatchObject({ reason: 'hostile' });
  } finally {
    await hasty.close();
  }
  expect((await read(rss(item(1)))).kind).toBe('document');
});

test('one that takes too much memory ends its thread, not the bot, and the next is read', async () => {
  const nested = `[${'[],'.repeat(2_500_000)}[]]`;
  const greedy = `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":${nested}}`;
  await expect(read(greedy)).rejects.toMatchObject({ reason: 'hostile' });
  expect((await read(rss(item(1)))).kind).toBe('document');
});

test('a document of ten years of a podcast, 6 MB with 3,000 entries, is read whole', async () => {
  const text = `<![CDATA[${'<p>Notes, <a href="https://a.example/?x=1&y=2">links</a> 그리고 한국어</p>'.repeat(26)}]]>`;
  const long = Array.from(
    { length: 3000 },
    (_, n) => `${item(n).slice(0, -7)}<description>${text}</description></item>`,
  );
  const whole = rss(long.join('\n'));
  expect(Buffer.byteLength(whole)).toBeGreaterThan(6_000_000);
  const reading = await read(whole);
  expect(reading.kind === 'document' && reading.document.entries.length).toBe(3000);
});

test('a page that is no feed names the feeds it has', async () => {
  const page = `<!doctype html><html><head><title>My &amp; blog</title><base href="/sub/">
    <LINK title='All > posts' href="feed.xml?a=1&amp;b=2" type="application/rss+xml; charset=utf-8" rel="alternate">
    <link rel = "alternate home" type="application/atom+xml" href='https://other.example/atom'>
    <link rel="alternate" hreflang="ko" href="/ko"><link rel=alternate type=application/feed+json href=feed.json>
    <link rel="alternate" type="application/rss+xml" href="javascript:1"><link rel="alternate"</head><body></body></html>`;
  expect(await read(page)).toMatchObject({
    kind: 'failed',
    reason: 'not-a-feed',
    page: {
      title: 'My & blog',
      feeds: [
        { url: 'https://feeds.example/sub/feed.xml?a=1&b=2', title: 'All > posts' },
        { url: 'https://other.example/atom', title: '' },
        { url: 'https://feeds.example/sub/feed.json', title: '' },
      ],
    },
  });
});
