import { arrange, swap } from '../elements/dom.ts';
import { stayAtEnd } from '../elements/stay-at-end.ts';
import type { Message } from '../wire/shapes.ts';
import { messageView } from './message-view.ts';
import type { ViewContext } from './view-context.ts';

export interface MessageList {
  /** Shows these messages, oldest first; unchanged ones keep their element. Stays at the end if it was there. */
  show(messages: readonly Message[], toEnd?: boolean): void;
  close(): void;
}

const SAME_BREATH_MS = 7 * 60_000;

interface Drawn {
  readonly message: Message;
  readonly signature: string;
  readonly element: HTMLElement;
}

export function createMessageList(list: HTMLElement, scroller: HTMLElement, context: ViewContext): MessageList {
  const drawn = new Map<string, Drawn>();
  const keeper = stayAtEnd(scroller, list);

  function draw(message: Message, above: Message | undefined): HTMLElement {
    const isFirst = !belongsTo(message, above);
    const signature = `${isFirst} ${context.failureOn(message.id) ?? ''} ${context.pressedOn(message.id) ?? ''}`;
    const before = drawn.get(message.id);
    if (before?.message === message && before.signature === signature) return before.element;
    const element = messageView(message, isFirst, context);
    if (before?.element.isConnected) swap(before.element, element);
    drawn.set(message.id, { message, signature, element });
    return element;
  }

  return {
    show(messages, toEnd = false) {
      const ids = new Set(messages.map(({ id }) => id));
      for (const id of drawn.keys()) if (!ids.has(id)) drawn.delete(id);
      arrange(
        list,
        messages.map((message, index) => draw(message, messages[index - 1])),
      );
      if (toEnd) keeper.toEnd();
      else keeper.settle();
    },
    close: keeper.close,
  };
}

function belongsTo(message: Message, above: Message | undefined): boolean {
  return (
    above !== undefined &&
    above.author.id === message.author.id &&
    message.type === 0 &&
    message.flags === above.flags &&
    Date.parse(message.timestamp) - Date.parse(above.timestamp) < SAME_BREATH_MS
  );
}
