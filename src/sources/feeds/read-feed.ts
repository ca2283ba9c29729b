import type { IncomingHttpHeaders } from 'node:http';
import type { FeedDocument } from '../../domain/feed/feed-document.ts';
import type { Validators } from '../../domain/feed/feed-memory.ts';
import type { Clock } from '../../util/clock.ts';
import { defined } from '../../util/defined.ts';
import type { Log } from '../../util/log.ts';
import { createDocumentReader, type DocumentReader } from '../documents/document-reader.ts';
import type { FoundPage } from '../documents/find-in-page.ts';
import type { FeedFailure } from '../fetching/feed-failure.ts';
import { failureOf } from '../fetching/fetch-fault.ts';
import { createFetchLater } from '../fetching/fetch-later.ts';
import type { FetchedBody, GuardedFetchOptions } from '../fetching/guarded-fetch.ts';
import { ageSeconds, firstHeader, retryAfterSeconds, servedAtMs } from '../fetching/response-headers.ts';

/** What a server told with its answer. Seconds are whole numbers; undefined where not told, or impossible. */
interface ServedTimes {
  /** The age of the copy that the server gave. */
  readonly ageSeconds?: number;
  /** How long the server wants to be left alone, although it answered. */
  readonly retryAfterSeconds?: number;
}

/** The result of one look at a feed. */
export type FeedReading =
  | ({
      readonly kind: 'entries';
      readonly document: FeedDocument;
      /** Keep them only together with the effects of these entries; undefined when the server gives none. */
      readonly validators?: Validators;
      /** The time by the server's clock (`Date`), in ms since 1970, for the first look at a feed. */
      readonly servedAtMs?: number;
    } & ServedTimes)
  | ({ readonly kind: 'unchanged' } & ServedTimes)
  /** The address is that of a page, and `url` is its feed. */
  | { readonly kind: 'moved'; readonly url: string }
  | {
      readonly kind: 'failed';
      readonly failure: FeedFailure;
      /** Set when a web page came instead of a feed. */
      readonly page?: FoundPage;
    };

export interface FeedReader {
  /**
   * Reads a feed once. Never throws, whatever a server, a document or an address does: errors become a `failed`
   * reading.
   */
  read(url: string, validators?: Validators): Promise<FeedReading>;
  close(): Promise<void>;
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';
/** Other validators are not kept: they could not be sent back, and the feed would fail for good. */
const USABLE_VALIDATOR = /^[\x20-\x7e]{1,1000}$/;

export function createFeedReader(
  options: GuardedFetchOptions & {
    readonly clock: Clock;
    readonly log: Log;
    /** Where documents are parsed; closed with the reader. Default: a reader of its own. */
    readonly documents?: DocumentReader;
  },
): FeedReader {
  const { clock, log } = options;
  const fetch = createFetchLater(options);
  const documents = options.documents ?? createDocumentReader();

  async function readBody({ bytes, headers, url }: FetchedBody): Promise<FeedReading> {
    const contentType = firstHeader(headers, 'content-type');
    const parsed = await documents.read({ kind: 'feed', bytes, contentType, url });
    if (parsed.kind === 'failed') {
      const failure: FeedFailure = { reason: parsed.reason, url, status: 200, detail: parsed.detail };
      log.debug({ ...failure }, 'A feed could not be read');
      return { kind: 'failed', failure, ...defined({ page: parsed.page }) };
    }
    const servedAt = servedAtMs(headers);
    const given = validatorsOf(headers, url);
    return {
      kind: 'entries',
      document: parsed.document,
      ...(given ? { validators: given } : {}),
      ...times(headers, clock.now()),
      ...defined({ servedAtMs: servedAt }),
    };
  }

  return {
    async read(url, validators) {
      let at = url;
      try {
        const fetched = await fetch.get(url, { accept: ACCEPT, validators, nowMs: clock.now() });
        if (fetched.kind === 'failed') {
          log.debug({ ...fetched.failure }, 'A feed could not be fetched');
          return fetched;
        }
        at = fetched.url;
        if (fetched.kind === 'unchanged') return { kind: 'unchanged', ...times(fetched.headers, clock.now()) };
        return await readBody(fetched);
      } catch (error) {
        const failure = failureOf(error, at, false);
        if (failure.reason !== 'hostile')
          log.error({ err: error, feed: at }, 'Reading a feed failed in a way of its own');
        return { kind: 'failed', failure };
      }
    },
    async close() {
      await Promise.all([fetch.close(), documents.close()]);
    },
  };
}

function times(headers: IncomingHttpHeaders, nowMs: number): ServedTimes {
  const age = ageSeconds(headers);
  const wait = retryAfterSeconds(headers, nowMs);
  return {
    ...defined({ ageSeconds: age, retryAfterSeconds: wait }),
  };
}

function validatorsOf(headers: IncomingHttpHeaders, url: string): Validators | undefined {
  const etag = usable(firstHeader(headers, 'etag'));
  const lastModified = usable(firstHeader(headers, 'last-modified'));
  if (etag === undefined && lastModified === undefined) return undefined;
  return {
    origin: new URL(url).origin,
    ...defined({ etag, lastModified }),
  };
}

function usable(validator: string | undefined): string | undefined {
  return validator !== undefined && USABLE_VALIDATOR.test(validator) ? validator : undefined;
}
