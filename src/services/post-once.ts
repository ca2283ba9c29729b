import type { Clock } from '../util/clock.ts';
import type { PublicMessage, Publisher, Refused } from './publisher.ts';

/**
 * How long Discord surely remembers a nonce (“the past few minutes”). After older attempts the channel is searched for
 * the post.
 */
const NONCE_REMEMBERED_MS = 120_000;

export type PostedOnce =
  | { readonly kind: 'posted'; readonly messageId: string }
  /** A post may exist but cannot be looked for: nothing is posted until the bot has Read Message History. */
  | { readonly kind: 'cannot-look' }
  | Refused;

/**
 * Posts a message that must be in the channel exactly once, also after a crash. The caller must save `triedAtMs` before
 * the first attempt; undefined means that there was none.
 */
export async function postOnce(
  parts: { publisher: Publisher; clock: Clock },
  post: { channelId: string; message: PublicMessage; nonce: string; triedAtMs: number | undefined },
): Promise<PostedOnce> {
  const { publisher, clock } = parts;
  if (post.triedAtMs !== undefined && clock.now() - post.triedAtMs > NONCE_REMEMBERED_MS) {
    const own = await publisher.findOwn(post.channelId, post.message, post.triedAtMs - NONCE_REMEMBERED_MS);
    if (own.kind === 'found') return { kind: 'posted', messageId: own.messageId };
    if (own.kind !== 'absent') return own;
  }
  const sent = await publisher.send(post.channelId, post.message, post.nonce);
  return sent.kind === 'sent' ? { kind: 'posted', messageId: sent.messageId } : sent;
}
