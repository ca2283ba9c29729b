import type { Component, Emoji, Message } from '../wire/shapes.ts';
import type { ChatState } from '../wire/state.ts';

/** What the views of messages show by, and whom they tell what somebody did. */
export interface ViewContext {
  readonly state: ChatState;
  readonly locale: string;
  /** The bot's time, which "in two hours" is told from. */
  nowMs(): number;
  /** What went wrong with the last press on a message. */
  failureOn(messageId: string): string | undefined;
  /** The custom id that was pressed and is not answered yet. */
  pressedOn(messageId: string): string | undefined;
  use(message: Message, component: Component, values?: readonly string[]): void;
  toggleReaction(message: Message, emoji: Emoji, isMine: boolean): void;
  pickReaction(message: Message, anchor: HTMLElement): void;
  /** The commands for messages, of a context menu. */
  openApps(message: Message, anchor: HTMLElement): void;
  dismiss(message: Message): void;
  openChannel(channelId: string): void;
  typeCommand(name: string): void;
}
