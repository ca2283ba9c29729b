import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Refused } from '../services/publisher.ts';

/** Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const reasons = new Map<number | string, Refused['reason']>([
  [10003, 'channel-gone'],
  [10004, 'channel-gone'],
  [10008, 'message-gone'],
  // A message that is too old to be edited often, an announcement edited too often, a channel written to too often.
  [30046, 'slow-down'],
  [20022, 'slow-down'],
  [20028, 'passing'],
  // Permanent for this text or this channel: a kind of channel that takes no messages, a form that is not valid.
  [50008, 'channel-gone'],
]);

/** What a failed request means for whoever asked for it. Anything that is no answer of Discord's counts as passing. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof DiscordAPIError) {
    const detail = `Discord answered ${error.status}, ${error.code}: ${error.message}`;
    const reason = reasons.get(error.code) ?? reasonOfStatus(error.status);
    return { kind: 'refused', reason, detail };
  }
  if (error instanceof HTTPError) return passing(`Discord answered ${error.status}`);
  if (error instanceof RateLimitError) {
    const reason = error.method === 'PATCH' ? 'slow-down' : 'passing';
    const detail = `Discord asks to wait ${Math.ceil(error.retryAfter / 1000)} seconds`;
    return { kind: 'refused', reason, detail, retryAfterMs: error.retryAfter };
  }
  return passing(error instanceof Error ? error.message : String(error));
}

function reasonOfStatus(status: number): Refused['reason'] {
  if (status === 403) return 'forbidden';
  return status === 400 || status === 413 ? 'unfit' : 'passing';
}

function passing(detail: string): Refused {
  return { kind: 'refused', reason: 'passing', detail };
}
