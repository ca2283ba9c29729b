import type { Json } from '../json.ts';
import { messageJson } from './message-json.ts';
import type { Account } from './model.ts';
import type { Nonces } from './nonces.ts';
import { addReaction, removeReaction } from './reactions.ts';
import { sendMessage } from './sending.ts';
import { channelFor, messageOf, type Store } from './store.ts';

/** Acts of people without a client: the same checks and events as by their requests. */
export interface PersonActs {
  send(userId: string, channelId: string, body: string | Json): Json;
  react(userId: string, channelId: string, messageId: string, emoji: string, burst?: boolean): void;
  unreact(userId: string, channelId: string, messageId: string, emoji: string): void;
}

export function createActs(store: Store, nonces: Nonces): PersonActs {
  const as = (userId: string): Account => {
    const account = store.accounts.get(userId);
    if (!account) throw new Error(`There is no account ${userId}`);
    return account;
  };
  const place = (account: Account, channelId: string, messageId: string) => {
    const channel = channelFor(store, account, channelId);
    return { channel, message: messageOf(channel, messageId) };
  };

  return {
    send(userId, channelId, body) {
      const account = as(userId);
      const channel = channelFor(store, account, channelId);
      const sent = sendMessage(
        store,
        nonces,
        account,
        channel,
        typeof body === 'string' ? { content: body } : body,
        [],
      );
      return messageJson(store, sent, account);
    },
    react(userId, channelId, messageId, emoji, burst = false) {
      const account = as(userId);
      const { channel, message } = place(account, channelId, messageId);
      addReaction(store, account, channel, message, emoji, burst);
    },
    unreact(userId, channelId, messageId, emoji) {
      const account = as(userId);
      const { channel, message } = place(account, channelId, messageId);
      removeReaction(store, account, channel, message, emoji, userId);
    },
  };
}
