import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import type { Refusal } from '../../domain/refusal.ts';
import type { Refused } from '../../services/publisher.ts';

/** Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const reasons = new Map<number | string, Refused['reason']>([
  [10003, 'channel-gone'],
  [10004, 'channel-gone'],
  [10008, 'message-gone'],
  [10014, 'unusable-emoji'],
  // A message too old to be edited often, an announcement edited too often, a channel written to too often.
  [30046, 'slow-down'],
  [20022, 'slow-down'],
  [20028, 'passing'],
  // This channel's kind takes no messages, so this will not change.
  [50008, 'channel-gone'],
  // A thread that is locked, or archived by a moderator: when it is opened again, it takes what waits.
  [50083, 'forbidden'],
  [160005, 'forbidden'],
  // Trouble of Discord's own, although it comes as a client error: overload, or a feature switched off for a while.
  [130000, 'passing'],
  [40004, 'passing'],
  [40006, 'passing'],
  [40062, 'passing'],
  // The server has as many threads as it may: some are archived every day.
  [160006, 'passing'],
  [160007, 'passing'],
]);

/** What a failed request means for the caller. An error that is not an answer of Discord counts as passing. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof DiscordAPIError) {
    const { status, message: words } = error;
    const detail: Refusal = { kind: 'answer', status, code: String(error.code), words };
    const emojis = refusedEmojis(error);
    if (emojis.length > 0) return { kind: 'refused', reason: 'unusable-emoji', detail, emojis };
    const reason = reasons.get(error.code) ?? reasonOfStatus(status);
    return { kind: 'refused', reason, detail };
  }
  if (error instanceof HTTPError) return passing({ kind: 'status', status: error.status });
  if (error instanceof RateLimitError) {
    const reason = error.method === 'PATCH' ? 'slow-down' : 'passing';
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const detail: Refusal = { kind: 'wait', seconds: Math.ceil(retryAfterMs / 1000) };
    return { kind: 'refused', reason, detail, retryAfterMs };
  }
  return passing({ kind: 'other', words: error instanceof Error ? error.message : String(error) });
}

/**
 * The emoji of a message that Discord refused: its errors are a tree of the same shape as the request.
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

function passing(detail: Refusal): Refused {
  return { kind: 'refused', reason: 'passing', detail };
}
