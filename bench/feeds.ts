import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { createDocumentReader } from '../src/sources/documents/document-reader.ts';

/** One document read in both ways, which alternate: medians over the rounds. */
export interface FeedFigure {
  readonly what: string;
  readonly kB: number;
  /** feedsmith alone, on the bot's own thread, in ms: nothing else can run in that time. */
  readonly bareMs: number;
  /** From the bytes to the entries, with the reader in its own thread, in ms. */
  readonly oursMs: number;
  /** The longest that the event loop was held up meanwhile, in ms. */
  readonly heldMs: number;
  /** heldMs ÷ bareMs. */
  readonly ratio: number;
}

export async function benchFeeds({ rounds }: { readonly rounds: number }): Promise<readonly FeedFigure[]> {
  const documents = [
    { what: 'YouTube, 15 videos', text: youtube(), bare: parseAtomFeed as (text: string) => unknown },
    { what: 'a podcast, 3,000 episodes', text: podcast(), bare: parseRssFeed as (text: string) => unknown },
  ];
  const reader = createDocumentReader();
  try {
    const figures: FeedFigure[] = [];
    for (const { what, text, bare } of documents) {
      const bytes = Buffer.from(text);
      const read = () =>
        reader.read({
          kind: 'feed',
          bytes: Uint8Array.from(bytes),
          contentType: 'text/xml',
          url: 'https://feeds.example/',
        });
      await read();
      bare(text);
      const taken: { bare: number; ours: number; held: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const startMs = performance.now();
        bare(text);
        const bareMs = performance.now() - startMs;
        taken.push({ bare: bareMs, ...(await whileReading(read)) });
      }
      const of = (name: 'bare' | 'ours' | 'held') => median(taken.map((each) => each[name]));
      const [bareMs, oursMs, heldMs] = [of('bare'), of('ours'), of('held')];
      figures.push({ what, kB: bytes.length / 1000, bareMs, oursMs, heldMs, ratio: heldMs / bareMs });
    }
    return figures;
  } finally {
    await reader.close();
  }
}

/** How long a reading takes, and the longest pause between two turns of the event loop meanwhile, both in ms. */
async function whileReading(read: () => Promise<unknown>): Promise<{ ours: number; held: number }> {
  const startMs = performance.now();
  let isOver = false;
  let held = 0;
  const reading = read().then(() => {
    isOver = true;
  });
  for (let lastMs = performance.now(); !isOver; ) {
    await nextTurn();
    const nowMs = performance.now();
    held = Math.max(held, nowMs - lastMs);
    lastMs = nowMs;
  }
  await reading;
  return { ours: performance.now() - startMs, held };
}

/** About 60 kB, the usual size of a channel's feed. */
function youtube(): string {
  const text = 'A line of a description, with a link: https://a.example/?x=1&amp;y=2 그리고 한국어.\n'.repeat(38);
  const entries = Array.from({ length: 15 }, (_, n) => {
    const id = `video${String(n).padStart(6, '0')}`;
    return `<entry><id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><title>Round ${n}</title><link rel="alternate" href="https://www.youtube.com/watch?v=${id}"/><published>2026-01-0${(n % 9) + 1}T00:00:00+00:00</published><media:group><media:title>Round ${n}</media:title><media:description>${text}</media:description><media:community><media:starRating count="5" average="5.00" min="1" max="5"/><media:statistics views="99"/></media:community></media:group></entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:</id><title>A channel</title>${entries.join('')}</feed>`;
}

/** About 6 MB, as the feed of a podcast that has run for ten years. */
function podcast(): string {
  const notes = `<![CDATA[${'<p>Notes, with <a href="https://a.example/?x=1&y=2">links</a> 그리고 한국어</p>'.repeat(20)}]]>`;
  const items = Array.from(
    { length: 3000 },
    (_, n) =>
      `<item><guid isPermaLink="false">episode-${n}</guid><title>Episode ${n}</title><link>https://a.example/${n}</link><pubDate>${new Date(n * 86_400_000).toUTCString()}</pubDate><enclosure url="https://a.example/${n}.mp3" length="1" type="audio/mpeg"/><itunes:duration>3600</itunes:duration><description>${notes}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>A podcast</title>${items.join('')}</channel></rss>`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
