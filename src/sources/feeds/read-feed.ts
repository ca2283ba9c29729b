import type { IncomingHttpHeaders } from 'node:http';
import type { FeedDocument } from '../../domain/feed/feed-document.ts';
import type { Validators } from '../../domain/feed/feed-memory.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { decodeBytes } from './decode-bytes.ts';
import type { FeedFailure } from './feed-failure.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';
import { parseFeed } from './parse-feed.ts';
import { readDate } from './read-date.ts';
import { ageSeconds, freshForSeconds } from './response-times.ts';

/** What one look at a feed gave. Seconds are whole; absent ones were not told by the server. */
export type FeedReading =
  | {
      readonly kind: 'entries';
      readonly document: FeedDocument;
      /** To be kept only together with what became of these entries; absent when the server gives none. */
      readonly validators?: Validators;
      readonly freshForSeconds?: number;
      /** How old the copy was that the server gave. */
      readonly ageSeconds?: number;
      /** What the server's own clock said (Date), for the first look at a feed. */
      readonly servedAtMs?: number;
    }
  | { readonly kind: 'unchanged'; readonly freshForSeconds?: number; readonly ageSeconds?: number }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

export interface FeedReader {
  /** Reads a feed once. Never throws for anything that a server, a document or an address does. */
  read(url: string, validators?: Validators): Promise<FeedReading>;
  close(): Promise<void>;
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';
/** Anything else is not kept: it could not be sent back, and the feed would fail for good. */
const USABLE_VALIDATOR = /^[\x20-\x7e]{1,1000}$/;

export function createFeedReader(
  options: GuardedFetchOptions & { readonly clock: Clock; readonly log: Log },
): FeedReader {
  const { clock, log } = options;
  const fetch = createGuardedFetch(options);

  return {
    async read(url, validators) {
      const fetched = await fetch.get(url, { accept: ACCEPT, validators, nowMs: clock.now() });
      switch (fetched.kind) {
        case 'failed':
          log.debug({ ...fetched.failure }, 'A feed could not be fetched');
          return fetched;
        case 'unchanged':
          return { kind: 'unchanged', ...times(fetched.headers) };
        case 'body': {
          const text = decodeBytes(fetched.bytes, fetched.headers['content-type']);
          const parsed = parseFeed(text, fetched.url);
          if (parsed.kind === 'failed') {
            const failure: FeedFailure = {
              reason: parsed.reason,
              url: fetched.url,
              status: 200,
              detail: parsed.detail,
            };
            log.debug({ ...failure }, 'A feed could not be read');
            return { kind: 'failed', failure };
          }
          const servedAtMs = readDate(fetched.headers.date);
          const given = validatorsOf(fetched.headers, fetched.url);
          return {
            kind: 'entries',
            document: parsed.document,
            ...(given ? { validators: given } : {}),
            ...times(fetched.headers),
            ...(servedAtMs === undefined ? {} : { servedAtMs }),
          };
        }
      }
    },
    close: () => fetch.close(),
  };
}

function times(headers: IncomingHttpHeaders): { freshForSeconds?: number; ageSeconds?: number } {
  const fresh = freshForSeconds(headers);
  const age = ageSeconds(headers);
  return {
    ...(fresh === undefined ? {} : { freshForSeconds: fresh }),
    ...(age === undefined ? {} : { ageSeconds: age }),
  };
}

function validatorsOf(headers: IncomingHttpHeaders, url: string): Validators | undefined {
  const etag = usable(headers.etag);
  const lastModified = usable(headers['last-modified']);
  if (etag === undefined && lastModified === undefined) return undefined;
  return {
    origin: new URL(url).origin,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

function usable(validator: string | undefined): string | undefined {
  return validator !== undefined && USABLE_VALIDATOR.test(validator) ? validator : undefined;
}
