import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { CANNOT_LOOK } from '../../services/post-once.ts';
import type { Refused } from '../../services/publisher.ts';

/** Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const reasons = new Map<number | string, Refused['reason']>([
  [10003, 'channel-gone'],
  [10004, 'channel-gone'],
  [10008, 'message-gone'],
  [10014, 'unusable-emoji'],
  // A message that is too old to be edited often, an announcement edited too often, a channel written to too often.
  [30046, 'slow-down'],
  [20022, 'slow-down'],
  [20028, 'passing'],
  // Permanent for this channel: a kind that takes no messages.
  [50008, 'channel-gone'],
  // A thread that is locked, or archived by somebody who may: open again, it takes what waits.
  [50083, 'forbidden'],
  [160005, 'forbidden'],
  // Discord's own trouble, though it comes as a fault of the request: overloads, and what it has switched off for a while.
  [130000, 'passing'],
  [40004, 'passing'],
  [40006, 'passing'],
  [40062, 'passing'],
  // As many threads as a server may have: some are archived every day.
  [160006, 'passing'],
  [160007, 'passing'],
]);

/** What a failed request means for whoever asked for it. Anything that is no answer of Discord's counts as passing. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof DiscordAPIError) {
    const detail = `Discord answered ${error.status}, ${error.code}: ${error.message}`;
    const emojis = refusedEmojis(error);
    if (emojis.length > 0) return { kind: 'refused', reason: 'unusable-emoji', detail, emojis };
    const reason = reasons.get(error.code) ?? reasonOfStatus(error.status);
    return { kind: 'refused', reason, detail };
  }
  if (error instanceof HTTPError) return passing(`Discord answered ${error.status}`);
  if (error instanceof RateLimitError) {
    const reason = error.method === 'PATCH' ? 'slow-down' : 'passing';
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const detail = `Discord asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds`;
    return { kind: 'refused', reason, detail, retryAfterMs };
  }
  return passing(error instanceof Error ? error.message : String(error));
}

/** What a refusal's `detail` tells, also long after it was kept. */
export type ReadRefusal =
  /** Discord's own answer. */
  | { readonly kind: 'answer'; readonly code: string; readonly words: string }
  /** An answer of a server in between, or of one that is down. */
  | { readonly kind: 'status'; readonly status: string }
  | { readonly kind: 'wait' }
  /** A post may be there that cannot be looked for. */
  | { readonly kind: 'no-history' }
  /** No answer came. */
  | { readonly kind: 'other'; readonly words: string };

/** Reads what `refusalOf` wrote; the two stand in one file so that they stay the same. */
export function readRefusal(detail: string): ReadRefusal {
  if (detail === CANNOT_LOOK) return { kind: 'no-history' };
  if (detail.startsWith('Discord asks to wait ')) return { kind: 'wait' };
  const [, status, code, words = ''] = /^Discord answered (\d+)(?:, (\w+): ([\s\S]*))?$/.exec(detail) ?? [];
  if (code !== undefined) return { kind: 'answer', code, words };
  return status === undefined ? { kind: 'other', words: detail } : { kind: 'status', status };
}

/**
 * The emoji of a message that Discord does not take: its errors are a tree of the same shape as the request.
 * https://discord.com/developers/docs/reference#error-messages
 */
function refusedEmojis({ rawError, requestBody }: DiscordAPIError): readonly string[] {
  const found: string[] = [];
  const look = (errors: unknown, sent: unknown) => {
    if (typeof errors !== 'object' || errors === null) return;
    for (const [key, inner] of Object.entries(errors)) {
      const part = (sent as Record<string, unknown> | undefined)?.[key];
      const { id, name } = (key === 'emoji' ? (part ?? {}) : {}) as { id?: unknown; name?: unknown };
      if (key !== 'emoji') look(inner, part);
      else if (typeof id === 'string') found.push(`${name}:${id}`);
      else if (typeof name === 'string') found.push(name);
    }
  };
  if ('errors' in rawError) look(rawError.errors, requestBody.json);
  return found;
}

function reasonOfStatus(status: number): Refused['reason'] {
  if (status === 403) return 'forbidden';
  return status === 400 || status === 413 ? 'unfit' : 'passing';
}

function passing(detail: string): Refused {
  return { kind: 'refused', reason: 'passing', detail };
}
