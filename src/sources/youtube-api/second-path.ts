import type { Log } from '../../util/log.ts';
import type { FeedReader } from '../feeds/read-feed.ts';
import type { YoutubeApi } from './youtube-api.ts';

/** Failing because an address may not be read is no outage. */
const NO_OUTAGE = 'refused-address';

/**
 * Reads as `reader` does. Where that fails, the Data API is asked for the same list; where it succeeds, the API is
 * asked about premieres that have not aired. If the API fails too, the reader's result is returned.
 */
export function withSecondPath(reader: FeedReader, api: YoutubeApi, log: Log): FeedReader {
  return {
    async read(url, validators) {
      const reading = await reader.read(url, validators);
      if (reading.kind === 'entries') return { ...reading, document: await api.complete(reading.document) };
      if (reading.kind !== 'failed' || reading.failure.reason === NO_OUTAGE) return reading;
      const document = await api.list(url);
      if (document === undefined) return reading;
      log.info({ feed: url, failure: reading.failure }, 'The feed is out; its entries came from the YouTube Data API');
      return { kind: 'entries', document };
    },
    close: () => reader.close(),
  };
}
