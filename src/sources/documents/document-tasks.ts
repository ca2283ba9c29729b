import { decodeBytes } from '../text/decode-bytes.ts';
import { type FoundPage, findInPage } from './find-in-page.ts';
import { type ParsedFeed, parseFeed } from './parse-feed.ts';
import { type ChannelPage, readChannelPage } from './read-channel-page.ts';

/** A document as it was received, and what to read from it. */
export interface DocumentTask {
  readonly kind: keyof DocumentOutcomes;
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  /** The final address, after redirects. */
  readonly url: string;
}

/** The result of each kind of task. */
export interface DocumentOutcomes {
  /** A feed; for a web page instead of one, also the feeds that the page names. */
  readonly feed: ParsedFeed & { readonly page?: FoundPage };
  /** The id of the YouTube channel that a page belongs to. */
  readonly channel: ChannelPage;
}

/** All work on foreign text: decoding, parsing, searching. Runs in a thread of its own. */
export function readDocument(task: DocumentTask): DocumentOutcomes[keyof DocumentOutcomes] {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
  const text = decodeBytes(bytes, task.contentType);
  if (task.kind === 'channel') return readChannelPage(text);
  const parsed = parseFeed(text, task.url);
  return parsed.kind === 'failed' && parsed.reason === 'not-a-feed'
    ? { ...parsed, page: findInPage(text, task.url) }
    : parsed;
}
