import type { Config } from '../config.ts';
import { failureKey } from '../discord/elements/trouble.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import { createSentences } from '../i18n/sentences.ts';
import { createFeedResolver } from '../services/announcements/resolve-feed.ts';
import { createChannelPages } from '../sources/feeds/channel-pages.ts';
import { createFeedReader } from '../sources/feeds/read-feed.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** Whether the series' own feed can be found and read from this machine now. Its titles are not shown. */
export async function feedLine(parts: {
  config: Pick<Config, 'feedAllowPrivate' | 'youtubeApiKey'>;
  knowledge: Knowledge;
  userAgent: string;
  clock: Clock;
  log: Log;
}): Promise<string> {
  const { config, knowledge } = parts;
  const given = knowledge.seriesFeed();
  const written = given.url ?? given.channelId ?? given.handle;
  const options = { ...parts, allowPrivate: config.feedAllowPrivate };
  const pages = createChannelPages(options);
  const reader = createFeedReader(options);
  const meanwhile =
    config.youtubeApiKey === undefined
      ? 'The bot tries again by itself, for ever; YOUTUBE_API_KEY gives it a second way.'
      : 'The bot tries again by itself, and asks YouTube’s Data API meanwhile.';
  try {
    const resolved = await createFeedResolver(pages)(written);
    if (!('url' in resolved)) {
      return resolved.failure === 'unreachable'
        ? `Feed: the page of ${written} cannot be read from here now. ${meanwhile}`
        : `Feed: ${written} of series.json leads to no feed; correct it there (\`feed\`), with the channel’s id or the feed’s address.`;
    }
    const reading = await reader.read(resolved.url);
    if (reading.kind === 'failed') {
      const { reason, status } = reading.failure;
      const why = createSentences()('en')(`announce.failure.${failureKey(reason)}`);
      return `Feed: ${resolved.url} cannot be read from here now: ${why}${status === undefined ? '' : ` (${status})`}. ${meanwhile}`;
    }
    if (reading.kind !== 'entries') return `Feed: ${resolved.url} answers.`;
    const newestMs = Math.max(...reading.document.entries.map(({ publishedMs }) => publishedMs ?? 0));
    const newest = newestMs > 0 ? `, the newest of ${new Date(newestMs).toISOString().slice(0, 10)}` : '';
    return `Feed: ${resolved.url} can be read (entries: ${reading.document.entries.length}${newest}).`;
  } finally {
    await Promise.all([pages.close(), reader.close()]);
  }
}
