import type { Clock } from '../clock.ts';
import type { Message } from './model.ts';

/** "The past few minutes" in Discord's documentation, which gives no number. */
const REMEMBERED_MS = 5 * 60_000;

export interface Nonces {
  remember(authorId: string, nonce: string | number, message: Message): void;
  /** Where the author's message with this nonce was posted; the message itself may have been deleted. */
  find(
    authorId: string,
    nonce: string | number,
  ): { readonly channelId: string; readonly messageId: string } | undefined;
}

export function createNonces(clock: Clock): Nonces {
  const known = new Map<string, { readonly channelId: string; readonly messageId: string; readonly atMs: number }>();
  const key = (authorId: string, nonce: string | number) => `${authorId}:${nonce}`;
  return {
    remember(authorId, nonce, message) {
      // Oldest first, so expired ones come first.
      for (const [old, { atMs }] of known) {
        if (clock.now() - atMs < REMEMBERED_MS) break;
        known.delete(old);
      }
      known.set(key(authorId, nonce), { channelId: message.channelId, messageId: message.id, atMs: clock.now() });
    },
    find(authorId, nonce) {
      const found = known.get(key(authorId, nonce));
      return found && clock.now() - found.atMs < REMEMBERED_MS ? found : undefined;
    },
  };
}
