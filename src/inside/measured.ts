import type { Publisher } from '../services/publisher.ts';
import type { FeedReader } from '../sources/feeds/read-feed.ts';
import type { Meter } from '../util/meter.ts';

/** The publisher, with its posts and edits counted. */
export function measuredPublisher(publisher: Publisher, meter: Pick<Meter, 'message'>): Publisher {
  return {
    ...publisher,
    async send(channelId, message, nonce) {
      const sent = await publisher.send(channelId, message, nonce);
      meter.message('send', message.kind, sent.kind === 'refused' ? sent.reason : 'done');
      return sent;
    },
    async edit(channelId, messageId, message) {
      const done = await publisher.edit(channelId, messageId, message);
      meter.message('edit', message.kind, done.kind === 'refused' ? done.reason : 'done');
      return done;
    },
  };
}

/** The reader, with its reads counted. */
export function measuredReader(reader: FeedReader, meter: Pick<Meter, 'feedRead'>): FeedReader {
  return {
    ...reader,
    async read(url, validators) {
      const reading = await reader.read(url, validators);
      meter.feedRead(url, reading.kind);
      return reading;
    },
  };
}
