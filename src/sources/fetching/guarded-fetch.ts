import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'undici';
import type { Validators } from '../../domain/feed/feed-memory.ts';
import { defined } from '../../util/defined.ts';
import { wasClosed } from '../../util/network-errors.ts';
import type { FeedFailure } from './feed-failure.ts';
import { FetchFault, failureOf } from './fetch-fault.ts';
import { createHostResolver, guardedLookup, type ResolveHost } from './guarded-lookup.ts';
import { inflate } from './inflate.ts';
import { isPublicAddress, literalAddress } from './public-address.ts';
import { redirectTarget } from './redirect-target.ts';
import { firstHeader, headerValues, retryAfterSeconds } from './response-headers.ts';

export interface GuardedFetchOptions {
  /** The User-Agent: name, version and an address where the operator can be found. */
  readonly userAgent: string;
  /** Allows loopback and private hosts and any port. Other rules still apply. */
  readonly allowPrivate: boolean;
  /** Ports that are allowed besides 80 and 443. Default: none. Example: `[8080]`. */
  readonly ports?: readonly number[];
  /**
   * The most bytes of a body, before and after inflating. Default: 8 MiB; podcasts of ten years have some 6 MB.
   * Example: `65_536`.
   */
  readonly mostBytes?: number;
  /** How long everything together may take (look-up, redirects, body), in ms. Default: 20,000. Example: `5_000`. */
  readonly totalMs?: number;
  /**
   * Finds a host's addresses. Default: `createHostResolver({ asksSystem: allowPrivate })`. Example: one with a name
   * server of a test.
   */
  readonly resolveHost?: ResolveHost;
  /**
   * Whether an address may be connected to; not asked with `allowPrivate`. Default: public addresses only. Example:
   * `(address) => address === '127.0.0.1'`.
   */
  readonly isAllowed?: (address: string) => boolean;
}

export interface FetchedBody {
  readonly kind: 'body';
  readonly bytes: Buffer;
  readonly headers: IncomingHttpHeaders;
  /** The final address, after redirects. */
  readonly url: string;
}

export type Fetched =
  | FetchedBody
  | { readonly kind: 'unchanged'; readonly headers: IncomingHttpHeaders; readonly url: string }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

export interface GuardedFetch {
  /**
   * Fetches an address that may have been chosen by a stranger. Scheme, port and host of every hop are checked, and so
   * is the address that the socket connects to. Never throws for what a server does; validators are sent only to their
   * origin.
   */
  get(
    url: string,
    ask: { readonly accept: string; readonly validators?: Validators | undefined; readonly nowMs: number },
  ): Promise<Fetched>;
  /** Closes open connections. */
  close(): Promise<void>;
}

/** Names that always mean this machine, whatever a DNS server says. */
const THIS_MACHINE = /(^|\.)localhost\.?$/;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_BYTES = 8 * 1024 * 1024;
const TOTAL_MS = 20_000;

/** Proxy settings of the environment are ignored, because a proxy would connect without these checks. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const resolve = options.resolveHost ?? createHostResolver({ asksSystem: options.allowPrivate });
  const isAllowed = options.allowPrivate ? () => true : (options.isAllowed ?? isPublicAddress);
  const mostBytes = options.mostBytes ?? MOST_BYTES;
  const totalMs = options.totalMs ?? TOTAL_MS;
  const agent = new Agent({
    connect: { lookup: guardedLookup(resolve, isAllowed), timeout: totalMs },
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    keepAliveTimeout: 1000,
  });

  async function follow(
    first: string,
    accept: string,
    validators: Validators | undefined,
    signal: AbortSignal,
    at: { url: string },
  ) {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const url = checked(at.url, options, isAllowed);
      const ask = () =>
        request(url, {
          dispatcher: agent,
          signal,
          headers: {
            accept,
            'accept-encoding': 'gzip, deflate, br',
            'user-agent': options.userAgent,
            ...(validators?.origin === url.origin ? conditions(validators) : {}),
          },
        });
      // A connection kept from another feed of this host may have been closed meanwhile: a new one tells.
      const response = await ask().catch((error: unknown) => (wasClosed(error) ? ask() : Promise.reject(error)));
      if (!REDIRECTS.has(response.statusCode)) return response;

      await response.body.dump({ limit: 64 * 1024, signal });
      at.url = redirectTarget(firstHeader(response.headers, 'location'), url).href;
    }
    throw new FetchFault('redirects', `More than ${MOST_REDIRECTS} redirects from ${first.slice(0, 200)}`);
  }

  return {
    async get(first, { accept, validators, nowMs }) {
      const at = { url: first };
      const signal = AbortSignal.timeout(totalMs);
      try {
        const { statusCode, headers, body } = await follow(first, accept, validators, signal, at);
        const asked = validators !== undefined && validators.origin === new URL(at.url).origin;
        if (statusCode === 304 && asked) {
          await body.dump({ limit: 64 * 1024, signal });
          return { kind: 'unchanged', headers, url: at.url };
        }
        if (statusCode !== 200 && statusCode !== 203) {
          // The body of an error is not needed; do not wait for it.
          body.on('error', ignore).destroy();
          const waitSeconds = retryAfterSeconds(headers, nowMs);
          const failure: FeedFailure = {
            reason: 'http-status',
            url: at.url,
            status: statusCode,
            ...defined({ retryAfterSeconds: waitSeconds }),
            detail: `The server answered ${statusCode}`,
          };
          return { kind: 'failed', failure };
        }
        const raw = await readUpTo(body, mostBytes, signal);
        const bytes = await inflate(raw, headerValues(headers, 'content-encoding').join(','), mostBytes);
        return { kind: 'body', bytes, headers, url: at.url };
      } catch (error) {
        return { kind: 'failed', failure: failureOf(error, at.url, signal.aborted) };
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * The parsed address, if feeds may be there. Literal addresses are checked here, because the socket's look-up is not
 * called for them.
 */
function checked(text: string, options: GuardedFetchOptions, isAllowed: (address: string) => boolean): URL {
  if (!URL.canParse(text)) throw new FetchFault('refused-address', 'It is not a web address');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchFault('refused-address', `Feeds are read over http and https, not ${url.protocol}`);
  }
  if (url.username || url.password)
    throw new FetchFault('refused-address', `${url.host}: an address with a password in it is not kept`);
  if (options.allowPrivate) return url;

  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port !== 80 && port !== 443 && !options.ports?.includes(port)) {
    throw new FetchFault('refused-address', `Port ${port} is not one for feeds`);
  }
  const literal = literalAddress(url.hostname);
  if (literal ? !isAllowed(literal) : THIS_MACHINE.test(url.hostname)) {
    throw new FetchFault('refused-address', `${url.hostname} is not a public address`);
  }
  return url;
}

function conditions(validators: Validators): Record<string, string> {
  return {
    ...(validators.etag === undefined ? {} : { 'if-none-match': validators.etag }),
    ...(validators.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
  };
}

async function readUpTo(body: AsyncIterable<Buffer>, mostBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > mostBytes) throw new FetchFault('too-large', `The body has more than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FetchFault || signal.aborted) throw error;
    throw new FetchFault('truncated', `The connection broke after ${length} bytes of the body`, { cause: error });
  }
  return Buffer.concat(chunks);
}

function ignore(): void {}
