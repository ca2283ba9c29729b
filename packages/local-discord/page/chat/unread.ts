import type { Message } from '../wire/shapes.ts';
import { type ChatState, callsMe } from '../wire/state.ts';

export interface Unread {
  /** The channels with unread messages. */
  readonly channels: ReadonlySet<string>;
  /** Those with unread messages that mention this person. */
  readonly calling: ReadonlySet<string>;
  note(message: Message): void;
  look(channelId: string): void;
}

export function createUnread(state: ChatState): Unread {
  const channels = new Set<string>();
  const calling = new Set<string>();
  return {
    channels,
    calling,
    note(message) {
      channels.add(message.channel_id);
      if (callsMe(state, message)) calling.add(message.channel_id);
    },
    look(channelId) {
      channels.delete(channelId);
      calling.delete(channelId);
    },
  };
}
