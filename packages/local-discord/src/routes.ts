import type { SessionStarts } from './gateway/session-starts.ts';
import type { Interactions } from './interactions/interactions.ts';
import { peopleRoutes } from './people/interactions.ts';
import { accountRoutes } from './rest/accounts.ts';
import { callbackRoutes } from './rest/callbacks.ts';
import { channelWebhookRoutes } from './rest/channel-webhooks.ts';
import { channelRoutes } from './rest/channels.ts';
import { commandRoutes } from './rest/commands.ts';
import { emojiRoutes } from './rest/emojis.ts';
import { guildRoutes } from './rest/guilds.ts';
import { memberRoutes } from './rest/members.ts';
import { messageRoutes } from './rest/messages.ts';
import { pinRoutes } from './rest/pins.ts';
import { pollRoutes } from './rest/polls.ts';
import { reactionRoutes } from './rest/reactions.ts';
import { roleRoutes } from './rest/roles.ts';
import type { Route } from './rest/route.ts';
import { threadRoutes } from './rest/threads.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import type { WriteLimits } from './rest/write-limits.ts';
import type { Nonces } from './world/nonces.ts';
import type { Store } from './world/store.ts';

export interface RouteParts {
  readonly store: Store;
  readonly starts: SessionStarts;
  readonly nonces: Nonces;
  readonly writeLimits: WriteLimits;
  readonly interactions: Interactions;
  gatewayUrl(): string;
}

/** Every route. The first that fits a path answers, so `messages/pins` stands before `messages/:message`. */
export function allRoutes({ store, starts, nonces, writeLimits, interactions, gatewayUrl }: RouteParts): Route[] {
  return [
    ...accountRoutes(store, starts, gatewayUrl),
    ...commandRoutes(store),
    ...guildRoutes(store),
    ...memberRoutes(store),
    ...roleRoutes(store),
    ...emojiRoutes(store),
    ...pinRoutes(store),
    ...channelRoutes(store),
    ...messageRoutes(store, nonces, writeLimits),
    ...reactionRoutes(store),
    ...pollRoutes(store),
    ...threadRoutes(store),
    ...callbackRoutes(store, interactions),
    ...channelWebhookRoutes(store),
    ...webhookRoutes(store, interactions),
    ...peopleRoutes(store, interactions),
  ];
}
