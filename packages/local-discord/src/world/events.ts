import type { Account } from './model.ts';

/** Who hears of it. */
export type Audience =
  /** The members of a server; with a channel, only those who can see it. */
  | { readonly kind: 'guild'; readonly guildId: string; readonly channelId?: string }
  /** These accounts, whatever they can see. `guildId` says which shard of a bot hears it. */
  | { readonly kind: 'accounts'; readonly accounts: readonly Account[]; readonly guildId?: string };

export interface DiscordEvent {
  /** The gateway's name of it, such as `MESSAGE_CREATE`. */
  readonly name: string;
  readonly audience: Audience;
  /** What a viewer is told: not everyone may read the same of it. */
  readonly data: (viewer: Account) => unknown;
  /** The account it is about: its own sessions hear of it whatever their intents. */
  readonly about?: string;
  /** Whether it happened in a direct message, which other intents cover. */
  readonly direct?: boolean;
}

export interface Events {
  emit(event: DiscordEvent): void;
  subscribe(listener: (event: DiscordEvent) => void): void;
}

export function createEvents(): Events {
  const listeners: ((event: DiscordEvent) => void)[] = [];
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
