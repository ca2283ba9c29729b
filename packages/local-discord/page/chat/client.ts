import { type Leaf, leavesOf } from '../composer/commands.ts';
import type { Person, World } from '../director/director-paths.ts';
import { openGateway } from '../wire/gateway.ts';
import { createInteractions, type Interactions } from '../wire/interactions.ts';
import { emojiParameter } from '../wire/reactions.ts';
import { createRequest } from '../wire/rest.ts';
import type { Channel, Emoji, IndexedCommand, Message, Modal } from '../wire/shapes.ts';
import { type Change, type ChatState, createState, keepMessage, takeEvent } from '../wire/state.ts';

/** One person's client: what it has received, and what it can do. Failures reject with a sentence. */
export interface Client {
  readonly person: Person;
  readonly state: ChatState;
  readonly interactions: Interactions;
  loadMessages(channelId: string): Promise<void>;
  send(channelId: string, content: string): Promise<void>;
  react(message: Message, emoji: Emoji): Promise<void>;
  unreact(message: Message, emoji: Emoji): Promise<void>;
  /** The commands that can be typed in a channel, and those for messages. */
  commands(channelId: string): Promise<{ leaves: Leaf[]; forMessages: IndexedCommand[] }>;
  /** The channel of the direct messages with a user. */
  directChannel(userId: string): Promise<string>;
  close(): void;
}

/** The type of a message's context menu command. */
const MESSAGE_COMMAND = 3;

export interface ClientParts {
  readonly world: World;
  readonly person: Person;
  onChange(change: Change): void;
  onModal(modal: Modal): void;
  onConnection(state: 'connected' | 'connecting' | 'refused'): void;
}

export async function openClient(parts: ClientParts): Promise<Client> {
  const { person } = parts;
  const state = createState();
  const request = createRequest(`${parts.world.api}/v9`, person.token);
  const interactions = createInteractions(request, () => state.sessionId);
  const { url } = (await request('GET', '/gateway')) as { url: string };
  const gateway = openGateway({
    url,
    token: person.token,
    onState: parts.onConnection,
    onEvent({ name, data }) {
      interactions.take(name, data);
      if (name === 'INTERACTION_MODAL_CREATE') parts.onModal(data as unknown as Modal);
      parts.onChange(takeEvent(state, name, data));
    },
  });
  const reactionPath = (message: Message, emoji: Emoji) =>
    `/channels/${message.channel_id}/messages/${message.id}/reactions/${emojiParameter(emoji)}/@me`;

  return {
    person,
    state,
    interactions,
    async loadMessages(channelId) {
      for (const message of (await request('GET', `/channels/${channelId}/messages?limit=100`)) as Message[]) {
        keepMessage(state, message);
      }
    },
    async send(channelId, content) {
      await request('POST', `/channels/${channelId}/messages`, { content });
    },
    async react(message, emoji) {
      await request('PUT', reactionPath(message, emoji));
    },
    async unreact(message, emoji) {
      await request('DELETE', reactionPath(message, emoji));
    },
    async commands(channelId) {
      const guildId = state.channels.get(channelId)?.guild_id;
      const scope = guildId === undefined ? `/channels/${channelId}` : `/guilds/${guildId}`;
      const index = (await request('GET', `${scope}/application-command-index`)) as {
        application_commands: IndexedCommand[];
      };
      return {
        leaves: leavesOf(index.application_commands),
        forMessages: index.application_commands.filter(({ type }) => type === MESSAGE_COMMAND),
      };
    },
    async directChannel(userId) {
      const channel = (await request('POST', '/users/@me/channels', { recipient_id: userId })) as Channel;
      state.channels.set(channel.id, channel);
      return channel.id;
    },
    close: gateway.close,
  };
}
