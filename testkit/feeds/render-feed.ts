/** An entry of a timeline. `id` is the id of a video: the entry's key is `yt:video:` and that id. */
export interface TimelineEntry {
  readonly id?: string;
  /** For RSS: the guid itself, in place of one made from `id`. */
  readonly guid?: string;
  readonly title?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly link?: string;
  readonly views?: number;
  readonly ratings?: number;
}

export type TimelineSource = 'channel' | 'playlist' | 'rss';

/** The document of such a feed, with the entries in this order. */
export function renderFeed(source: TimelineSource, entries: readonly TimelineEntry[]): string {
  return source === 'rss' ? renderRss(entries) : renderYoutube(source, entries);
}

function renderYoutube(source: 'channel' | 'playlist', entries: readonly TimelineEntry[]): string {
  const id = source === 'channel' ? 'yt:channel:UCaaaaaaaaaaaaaaaaaaaaaA' : 'yt:playlist:PLaaaaaaaaaaaaaaaa';
  const own =
    source === 'channel'
      ? '<yt:channelId>UCaaaaaaaaaaaaaaaaaaaaaA</yt:channelId>'
      : '<yt:playlistId>PLaaaaaaaaaaaaaaaa</yt:playlistId>';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">',
    `<id>${id}</id>${own}<title>Example Studio</title>`,
    ...entries.map(renderVideo),
    '</feed>',
  ].join('\n');
}

function renderVideo(entry: TimelineEntry): string {
  const link = entry.link ?? `https://www.youtube.com/watch?v=${entry.id ?? ''}`;
  return [
    '<entry>',
    entry.id === undefined ? '' : `<id>yt:video:${escaped(entry.id)}</id><yt:videoId>${escaped(entry.id)}</yt:videoId>`,
    `<title>${escaped(entry.title ?? '')}</title><link rel="alternate" href="${escaped(link)}"/>`,
    entry.published === undefined ? '' : `<published>${entry.published}</published>`,
    entry.updated === undefined ? '' : `<updated>${entry.updated}</updated>`,
    '<media:group><media:community>',
    entry.ratings === undefined ? '' : `<media:starRating count="${entry.ratings}" average="5.00" min="1" max="5"/>`,
    entry.views === undefined ? '' : `<media:statistics views="${entry.views}"/>`,
    '</media:community></media:group></entry>',
  ].join('');
}

function renderRss(entries: readonly TimelineEntry[]): string {
  const items = entries.map((entry) =>
    [
      '<item>',
      entry.id === undefined && entry.guid === undefined
        ? ''
        : `<guid isPermaLink="false">${escaped(entry.guid ?? `yt:video:${entry.id}`)}</guid>`,
      `<title>${escaped(entry.title ?? '')}</title>`,
      entry.link === undefined && entry.id === undefined
        ? ''
        : `<link>${escaped(entry.link ?? `https://www.youtube.com/watch?v=${entry.id}`)}</link>`,
      entry.published === undefined ? '' : `<pubDate>${new Date(entry.published).toUTCString()}</pubDate>`,
      '</item>',
    ].join(''),
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title>${items.join('\n')}</channel></rss>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
