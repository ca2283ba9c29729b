import type { Clock } from '../clock.ts';
import { WaitRefusal } from '../errors.ts';
import { isCrossposted } from '../world/message-json.ts';
import type { Message } from '../world/model.ts';

/** A limit per channel that is independent of the bucket. Discord publishes no numbers. */
export interface WriteLimit {
  readonly perChannel: number;
  readonly windowMs: number;
}

export interface WriteLimitOptions {
  /** Edits of messages older than an hour: users report a few. */
  readonly oldEdits: WriteLimit;
  /** Publishing: users report ten an hour (discord.js #4956). */
  readonly crossposts: WriteLimit;
  /** Edits of published messages: users report a few an hour (discord-api-docs #6109). */
  readonly publishedEdits: WriteLimit;
}

const HOUR_MS = 60 * 60_000;

export const WRITE_LIMITS: WriteLimitOptions = {
  oldEdits: { perChannel: 30, windowMs: HOUR_MS },
  crossposts: { perChannel: 10, windowMs: HOUR_MS },
  publishedEdits: { perChannel: 3, windowMs: HOUR_MS },
};

export interface WriteLimits {
  /**
   * Counts an edit by the message's author; throws when the message is old or published and the channel's limit is
   * reached.
   */
  edit(message: Message): void;
  /** Counts a publication; throws when the channel's limit is reached. */
  crosspost(message: Message): void;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json 20028, 30046 */
export function createWriteLimits(clock: Clock, options: WriteLimitOptions): WriteLimits {
  const done = new Map<string, number[]>();
  const count = (kind: keyof WriteLimitOptions, message: Message, code: number, words: string) => {
    const { perChannel, windowMs } = options[kind];
    const nowMs = clock.now();
    const key = `${kind} ${message.channelId}`;
    const recent = (done.get(key) ?? []).filter((atMs) => nowMs - atMs < windowMs);
    done.set(key, recent);
    const [oldest = nowMs] = recent;
    if (recent.length >= perChannel) throw new WaitRefusal(code, words, (oldest + windowMs - nowMs) / 1000);
    recent.push(nowMs);
  };
  const WRITES = 'The write action you are performing on the channel has hit the write rate limit.';
  const OLD = 'Maximum number of edits to messages older than 1 hour reached. Try again later.';

  return {
    edit(message) {
      if (clock.now() - message.sentAtMs >= HOUR_MS) count('oldEdits', message, 30046, OLD);
      if (isCrossposted(message)) count('publishedEdits', message, 20028, WRITES);
    },
    crosspost: (message) => count('crossposts', message, 20028, WRITES),
  };
}
