import type { Account } from './model.ts';

/** Who gets an event. */
export type Audience =
  /** The members of a server; with `channelId` only those who can see the channel. */
  | { readonly kind: 'guild'; readonly guildId: string; readonly channelId?: string }
  /** These accounts, whatever they can see. `guildId` determines the shard of a bot that gets it. */
  | { readonly kind: 'accounts'; readonly accounts: readonly Account[]; readonly guildId?: string };

export interface DiscordEvent {
  /** The gateway's name of it, such as `MESSAGE_CREATE`. */
  readonly name: string;
  readonly audience: Audience;
  /** The event's data for a viewer, because not everyone may read the same. */
  readonly data: (viewer: Account) => unknown;
  /** The account it is about: its sessions get the event whatever their intents. */
  readonly about?: string;
  /** Whether it is in a direct message, which has other intents. */
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
