import { randomBytes } from 'node:crypto';

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly publishedAtMs: number;
  readonly views: number;
  readonly ratings: number;
}

export type FeedFailure = null | 404 | 429 | 500 | 'html' | 'hang';

export interface LocalFeed {
  add(entry: {
    title: string;
    id?: string | undefined;
    publishedAtMs: number;
    views?: number | undefined;
    ratings?: number | undefined;
  }): Entry;
  readonly failure: FeedFailure;
  fail(how: FeedFailure): void;
  /** The document in YouTube's format: at most fifteen entries, newest first. */
  document(): string;
}

/** Shape and limits as in the feeds of YouTube channels. */
const ENTRY_LIMIT = 15;
const CHANNEL_ID = 'UClocaldiscordfeed00000A';
const CHANNEL_TITLE = 'Local feed';

export function createLocalFeed(startedAtMs: number): LocalFeed {
  let entries: Entry[] = [];
  let failure: FeedFailure = null;
  return {
    add({ title, id = randomBytes(8).toString('base64url').slice(0, 11), publishedAtMs, views = 100, ratings = 10 }) {
      const entry = { id, title, publishedAtMs, views, ratings };
      // An entry with a known id replaces it.
      entries = [entry, ...entries.filter((other) => other.id !== id)];
      return entry;
    },
    get failure() {
      return failure;
    },
    fail(how) {
      failure = how;
    },
    document() {
      const listed = [...entries].sort((a, b) => b.publishedAtMs - a.publishedAtMs).slice(0, ENTRY_LIMIT);
      return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL_ID}"/>
 <id>yt:channel:${CHANNEL_ID.slice(2)}</id>
 <yt:channelId>${CHANNEL_ID.slice(2)}</yt:channelId>
 <title>${CHANNEL_TITLE}</title>
 <link rel="alternate" href="https://www.youtube.com/channel/${CHANNEL_ID}"/>
 <author>
  <name>${CHANNEL_TITLE}</name>
  <uri>https://www.youtube.com/channel/${CHANNEL_ID}</uri>
 </author>
 <published>${iso(startedAtMs)}</published>
${listed.map(entryXml).join('\n')}
</feed>
`;
    },
  };
}

function entryXml({ id, title, publishedAtMs, views, ratings }: Entry): string {
  return ` <entry>
  <id>yt:video:${escaped(id)}</id>
  <yt:videoId>${escaped(id)}</yt:videoId>
  <yt:channelId>${CHANNEL_ID}</yt:channelId>
  <title>${escaped(title)}</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=${encodeURIComponent(id)}"/>
  <author>
   <name>${CHANNEL_TITLE}</name>
   <uri>https://www.youtube.com/channel/${CHANNEL_ID}</uri>
  </author>
  <published>${iso(publishedAtMs)}</published>
  <updated>${iso(publishedAtMs)}</updated>
  <media:group>
   <media:title>${escaped(title)}</media:title>
   <media:content url="https://www.youtube.com/v/${encodeURIComponent(id)}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://i1.ytimg.com/vi/${encodeURIComponent(id)}/hqdefault.jpg" width="480" height="360"/>
   <media:description></media:description>
   <media:community>
    <media:starRating count="${ratings}" average="5.00" min="1" max="5"/>
    <media:statistics views="${views}"/>
   </media:community>
  </media:group>
 </entry>`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
