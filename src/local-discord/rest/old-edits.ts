import type { Clock } from '../../util/clock.ts';
import { Refusal } from '../errors.ts';
import type { Message } from '../world/model.ts';

export interface OldEditOptions {
  /** Edits of hour-old messages a channel takes in a window. Discord publishes no number; a few an hour are reported. */
  readonly perChannel: number;
  readonly windowMs: number;
}

const OLD_AFTER_MS = 60 * 60_000;

/** 429 with code 30046, which says how long to wait. */
export class TooManyOldEdits extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(429, 30046, 'Maximum number of edits to messages older than 1 hour reached. Try again later.');
    this.retryAfterSeconds = retryAfterSeconds;
  }

  override toJSON() {
    return { ...super.toJSON(), retry_after: this.retryAfterSeconds, global: false };
  }
}

export interface OldEdits {
  /** Counts an edit; refuses it when the message is older than an hour and its channel has had its share. */
  count(message: Message): void;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json 30046 */
export function createOldEdits(clock: Clock, { perChannel, windowMs }: OldEditOptions): OldEdits {
  const byChannel = new Map<string, number[]>();
  return {
    count(message) {
      const nowMs = clock.now();
      if (nowMs - message.sentAtMs < OLD_AFTER_MS) return;
      const recent = (byChannel.get(message.channelId) ?? []).filter((atMs) => nowMs - atMs < windowMs);
      byChannel.set(message.channelId, recent);
      const [oldest = nowMs] = recent;
      if (recent.length >= perChannel) throw new TooManyOldEdits((oldest + windowMs - nowMs) / 1000);
      recent.push(nowMs);
    },
  };
}
