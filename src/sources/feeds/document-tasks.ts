import { decodeBytes } from './decode-bytes.ts';
import { type FoundPage, findInPage } from './find-in-page.ts';
import { type ParsedFeed, parseFeed } from './parse-feed.ts';
import { type ChannelPage, readChannelPage } from './read-channel-page.ts';

/** A document as it came, and what is wanted of it. */
export interface DocumentTask {
  readonly kind: keyof DocumentOutcomes;
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  /** Where it came from after redirects. */
  readonly url: string;
}

/** What each kind of task gives. */
export interface DocumentOutcomes {
  /** A feed; and where it is none, what a page says of its feeds. */
  readonly feed: ParsedFeed & { readonly page?: FoundPage };
  /** The id of the channel of YouTube that a page is of. */
  readonly channel: ChannelPage;
}

/** Everything that is done to the text of a stranger: decoding it, parsing it, searching it. Runs in a thread of its own. */
export function readDocument(task: DocumentTask): DocumentOutcomes[keyof DocumentOutcomes] {
  const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
  const text = decodeBytes(bytes, task.contentType);
  if (task.kind === 'channel') return readChannelPage(text);
  const parsed = parseFeed(text, task.url);
  return parsed.kind === 'failed' && parsed.reason === 'not-a-feed'
    ? { ...parsed, page: findInPage(text, task.url) }
    : parsed;
}
