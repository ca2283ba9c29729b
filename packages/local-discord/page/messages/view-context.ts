import type { Component, Emoji, Message } from '../wire/shapes.ts';
import type { ChatState } from '../wire/state.ts';

/** What the views of messages need, and the functions they call. */
export interface ViewContext {
  readonly state: ChatState;
  readonly locale: string;
  /** The bot's time, for relative times. */
  nowMs(): number;
  /** The last failure on a message. */
  failureOn(messageId: string): string | undefined;
  /** The custom id that was pressed and not answered yet. */
  pressedOn(messageId: string): string | undefined;
  use(message: Message, component: Component, values?: readonly string[]): void;
  toggleReaction(message: Message, emoji: Emoji, isMine: boolean): void;
  pickReaction(message: Message, anchor: HTMLElement): void;
  /** Opens the context menu with the commands for messages. */
  openApps(message: Message, anchor: HTMLElement): void;
  dismiss(message: Message): void;
  openChannel(channelId: string): void;
  typeCommand(name: string): void;
}
