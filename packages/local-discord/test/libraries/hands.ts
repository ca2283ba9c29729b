import type { APIInteraction } from 'discord-api-types/v10';
import type { Scene } from '../../testkit/scene.ts';

type Id = string;

/** What a bot does, each by the library's own call for it. */
export interface Hands {
  /** The server's name as the library came to know it from the gateway. */
  guildName(): string | undefined;
  send(channelId: Id, body: object): Promise<Id>;
  sendFile(channelId: Id, name: string, text: string): Promise<Id>;
  edit(channelId: Id, messageId: Id, content: string): Promise<unknown>;
  remove(channelId: Id, messageId: Id): Promise<unknown>;
  removeSeveral(channelId: Id, messageIds: Id[]): Promise<unknown>;
  history(channelId: Id): Promise<readonly string[]>;
  react(channelId: Id, messageId: Id, emoji: string): Promise<unknown>;
  unreact(channelId: Id, messageId: Id, emoji: string): Promise<unknown>;
  reactors(channelId: Id, messageId: Id, emoji: string): Promise<readonly Id[]>;
  pin(channelId: Id, messageId: Id): Promise<unknown>;
  publish(channelId: Id, messageId: Id): Promise<unknown>;
  openThread(channelId: Id, messageId: Id, name: string): Promise<Id>;
  archive(threadId: Id): Promise<unknown>;
  webhook(channelId: Id, name: string, content: string): Promise<unknown>;
  emoji(guildId: Id): Promise<readonly string[]>;
  giveRole(guildId: Id, userId: Id, roleId: Id): Promise<unknown>;
  rename(guildId: Id, nick: string): Promise<unknown>;
  search(guildId: Id, query: string): Promise<readonly Id[]>;
  directMessage(userId: Id, content: string): Promise<unknown>;
  register(commands: object[]): Promise<unknown>;
  respond(interaction: APIInteraction, body: { type: number; data?: object }): Promise<unknown>;
  editAnswer(interaction: APIInteraction, content: string): Promise<unknown>;
  followUp(interaction: APIInteraction, content: string): Promise<unknown>;
  /** Everything the gateway brings, by its own names. */
  onDispatch(listener: (name: string, data: unknown) => void): void;
  close(): Promise<unknown> | unknown;
}

export interface Library {
  readonly name: string;
  open(scene: Scene, intents: number): Promise<Hands>;
}
