import { button, el } from '../elements/dom.ts';
import { arrowsThrough, openPopover } from '../elements/popover.ts';
import type { Emoji, Message } from '../wire/shapes.ts';
import { emojiText, emojiView } from './emoji-view.ts';
import type { ViewContext } from './view-context.ts';

/** A few emoji of each kind. */
const OFFERED = [
  ...['👍', '👎', '❤️', '😂', '😮', '😢', '😡', '🎉'],
  ...['🔥', '✨', '👀', '🙏', '💯', '🥺', '😭', '🤔'],
  ...['🎤', '🎵', '🎶', '🎸', '🌸', '🌹', '🍀', '⭐'],
  ...['💜', '💙', '💚', '💛', '🖤', '🤍', '✅', '❌'],
];
const COLUMNS = 8;

/** The reactions of a message, each a button that adds or removes the person's own. */
export function reactionsView(message: Message, context: ViewContext): HTMLElement | undefined {
  const { reactions = [] } = message;
  if (reactions.length === 0) return undefined;
  return el(
    'div',
    { slot: 'reactions', class: 'reactions', role: 'group', 'aria-label': 'Reactions' },
    ...reactions.map(({ emoji, count, me }) =>
      button(
        {
          class: 'reaction',
          'aria-pressed': String(me),
          'aria-label': `${emojiText(emoji)}, ${count}`,
          'data-key': `${message.id}/reaction/${emojiText(emoji)}`,
          onclick: () => context.toggleReaction(message, emoji, me),
        },
        emojiView(emoji),
        el('span', { class: 'count' }, String(count)),
      ),
    ),
    button(
      {
        class: 'reaction add',
        'aria-label': 'Add a reaction',
        'data-key': `${message.id}/reaction-add`,
        onclick: (event) => context.pickReaction(message, event.currentTarget as HTMLElement),
      },
      '☺+',
    ),
  );
}

export function openReactionPicker(anchor: HTMLElement, onPicked: (emoji: Emoji) => void): void {
  openPopover(anchor, 'Add a reaction', (done) => {
    const grid = el(
      'div',
      { class: 'emoji-grid' },
      ...OFFERED.map((name) =>
        button(
          {
            'aria-label': name,
            onclick: () => {
              done();
              onPicked({ id: null, name });
            },
          },
          name,
        ),
      ),
    );
    arrowsThrough(grid, COLUMNS);
    return grid;
  });
}
