import { randomBytes } from 'node:crypto';
import type { Account, Channel, Webhook } from './model.ts';
import type { Store } from './store.ts';

export function newWebhook(store: Store, channel: Channel, creator: Account, name: string): Webhook {
  const id = store.ids.next();
  const token = randomBytes(48).toString('base64url');
  // The account a webhook writes as: it has a name, and nobody can log in with it.
  const account: Account = {
    id,
    name,
    bot: true,
    locale: 'en-US',
    token: '',
    installed: new Set(),
    directChannels: new Map(),
  };
  const hook: Webhook = { id, token, channelId: channel.id, guildId: channel.guildId, account, creator };
  store.webhooks.set(id, hook);
  return hook;
}
