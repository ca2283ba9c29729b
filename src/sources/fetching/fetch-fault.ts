import { codeOf } from '../../util/network-errors.ts';
import type { FeedFailure, FeedFailureReason } from './feed-failure.ts';

/** An error whose reason is known where it is thrown. */
export class FetchFault extends Error {
  override readonly name = 'FetchFault';
  readonly reason: FeedFailureReason;

  constructor(reason: FeedFailureReason, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.reason = reason;
  }
}

/** Error codes of Node and undici, with the reason for each. */
const REASONS: Readonly<Record<string, FeedFailureReason>> = {
  ERR_REFUSED_ADDRESS: 'refused-address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  EREFUSED: 'dns',
  ETIMEOUT: 'dns',
  EBADNAME: 'dns',
  EBADRESP: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'too-slow',
  UND_ERR_HEADERS_TIMEOUT: 'too-slow',
  UND_ERR_BODY_TIMEOUT: 'too-slow',
  ETIMEDOUT: 'too-slow',
  UND_ERR_HEADERS_OVERFLOW: 'hostile',
  HPE_HEADER_OVERFLOW: 'hostile',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
};

/** The reason of a failed fetch; `unknown` for an error that no rule covers. */
export function failureOf(error: unknown, url: string, timedOut: boolean): FeedFailure {
  const address = withoutCredentials(url);
  if (error instanceof FetchFault) return { reason: error.reason, url: address, detail: error.message };
  if (timedOut) return { reason: 'too-slow', url: address, detail: 'It took longer than is allowed in all' };

  const causes = causesOf(error);
  const code = causes.map(codeOf).find((known) => known !== undefined && known in REASONS);
  const detail = causes
    .map((cause) => cause.message || String(codeOf(cause)))
    .join(': ')
    .slice(0, 300);
  return { reason: reasonOf(causes, code), url: address, detail: detail || 'The connection failed' };
}

/** An error of a connection has a code, or a cause with one; any other error is a fault of ours. */
function reasonOf(causes: readonly Error[], code: string | undefined): FeedFailureReason {
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  return causes.some((cause) => codeOf(cause) !== undefined) ? 'connection' : 'unknown';
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  // A socket that tried several addresses throws an AggregateError; other errors may have a cause.
  const open: unknown[] = [error];
  while (open.length > 0 && causes.length < 10) {
    const next = open.shift();
    if (!(next instanceof Error)) continue;
    causes.push(next);
    open.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
  }
  return causes;
}

function withoutCredentials(text: string): string {
  if (!URL.canParse(text)) return text.slice(0, 200);
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href.slice(0, 2000);
}
