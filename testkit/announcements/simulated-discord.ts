import { nonceOf } from '../../src/domain/announcement/outbox.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { PublicMessage, Publisher, Refused } from '../../src/services/publisher.ts';
import type { Chance } from '../../src/util/chance.ts';
import type { Clock } from '../../src/util/clock.ts';

/**
 * Discord's documentation says that nonces are remembered for “the past few minutes”: this is the shortest reading of
 * that.
 */
const NONCE_MEMORY_MS = 150_000;

export type ChannelTrouble = 'forbidden' | 'no-history' | 'outage' | undefined;

export interface SimulatedPost {
  readonly id: string;
  readonly channelId: string;
  readonly subscriptionId: string;
  readonly key: string;
  readonly mark: string;
  readonly atMs: number;
}

/** Channels that keep their posts, with Discord's rules for nonces and history, and with troubles that a test sets. */
export interface SimulatedDiscord {
  readonly posts: readonly SimulatedPost[];
  readonly requests: { posts: number; looks: number; threads: number; publications: number };
  /** The ids of posts that were published, and of those that got a thread; once for each request that succeeded. */
  readonly published: string[];
  readonly threaded: string[];
  readonly notices: PublicMessage[];
  publisher: Publisher;
}

export function createSimulatedDiscord(parts: {
  clock: Clock;
  chance: Chance;
  /** What is wrong with a channel right now. */
  troubleOf: (channelId: string) => ChannelTrouble;
  /** How many of a thousand requests fail although nothing else is wrong. */
  failuresPerMille: number;
}): SimulatedDiscord {
  const { clock, chance, troubleOf } = parts;
  const posts: SimulatedPost[] = [];
  const nonces = new Map<string, { atMs: number; post: SimulatedPost }>();
  const requests = { posts: 0, looks: 0, threads: 0, publications: 0 };
  const published: string[] = [];
  const threaded: string[] = [];
  const notices: PublicMessage[] = [];
  const passing = (detail: Refusal): Refused => ({ kind: 'refused', reason: 'passing', detail });
  const unlucky = () => chance.fraction() * 1000 < parts.failuresPerMille;

  /** A failure before the request has any effect. */
  function refusal(channelId: string): Refused | undefined {
    const trouble = troubleOf(channelId);
    if (trouble === 'forbidden')
      return {
        kind: 'refused',
        reason: 'forbidden',
        detail: { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
      };
    if (trouble === 'outage') return passing({ kind: 'status', status: 503 });
    if (!unlucky()) return undefined;
    return chance.fraction() < 0.5
      ? passing({ kind: 'status', status: 502 })
      : { ...passing({ kind: 'wait', seconds: 30 }), retryAfterMs: 30_000 };
  }

  function follow(channelId: string, done: string[], messageId: string) {
    const refused = refusal(channelId);
    if (refused !== undefined) return refused;
    // A repeated request is answered by Discord with “already done”, which the publisher reports as done.
    if (!done.includes(messageId)) done.push(messageId);
    return unlucky() ? passing({ kind: 'other', words: 'The line broke' }) : ({ kind: 'done' } as const);
  }

  const publisher: Publisher = {
    async send(channelId, message, nonce) {
      requests.posts += 1;
      const refused = refusal(channelId);
      if (refused !== undefined) return refused;
      const known = nonces.get(nonce);
      if (known !== undefined && clock.now() - known.atMs < NONCE_MEMORY_MS)
        return { kind: 'sent', messageId: known.post.id };
      if (message.kind !== 'announcement') {
        notices.push(message);
        return { kind: 'sent', messageId: `n${notices.length}` };
      }
      const { subscription, entry } = message;
      const post = {
        id: String(posts.length + 1),
        channelId,
        subscriptionId: subscription.id,
        key: entry.key,
        mark: nonceOf(subscription.id, entry.key),
        atMs: clock.now(),
      };
      posts.push(post);
      nonces.set(nonce, { atMs: clock.now(), post });
      // The request has taken its effect, but the answer is lost.
      return unlucky() ? passing({ kind: 'other', words: 'The line broke' }) : { kind: 'sent', messageId: post.id };
    },
    edit: async () => ({ kind: 'done' }),
    tell: async () => ({ kind: 'sent', messageId: '1' }),
    remove: async () => ({ kind: 'done' }),
    async findOwn(channelId, message) {
      requests.looks += 1;
      if (troubleOf(channelId) === 'no-history') return { kind: 'cannot-look' };
      const refused = refusal(channelId);
      if (refused !== undefined) return refused;
      if (message.kind !== 'announcement') return { kind: 'absent' };
      const mark = nonceOf(message.subscription.id, message.entry.key);
      const own = posts.find((post) => post.channelId === channelId && post.mark === mark);
      return own === undefined ? { kind: 'absent' } : { kind: 'found', messageId: own.id };
    },
    async publish(channelId, messageId) {
      requests.publications += 1;
      return follow(channelId, published, messageId);
    },
    async openThread(channelId, messageId) {
      requests.threads += 1;
      return follow(channelId, threaded, messageId);
    },
    lacking: async () => ['sendMessages'],
    channelName: async () => undefined,
    react: async () => ({ kind: 'done' }),
    takeOffReaction: async () => ({ kind: 'done' }),
    reactionCounts: async () => ({ kind: 'counted', byEmoji: new Map() }),
    reactors: async () => ({ kind: 'read', userIds: [], own: true }),
    memberRoles: async () => [],
  };
  return { posts, requests, published, threaded, notices, publisher };
}
