import { el } from '../elements/dom.ts';
import type { Suggestion } from './suggestions.ts';

/** The list above the message box. The box keeps the focus; `aria-activedescendant` points to the list's row. */
export function showSuggestions(
  list: HTMLElement,
  items: readonly Suggestion[],
  active: number,
  onTaken: (item: Suggestion) => void,
): void {
  list.replaceChildren(
    ...items.map((item, index) => {
      const isActive = index === active;
      const row = el(
        'div',
        {
          id: `suggestion-${index}`,
          role: 'option',
          class: item.kind,
          'aria-selected': String(isActive),
          // Pressing a row must not take the focus from the box.
          onmousedown: (event) => event.preventDefault(),
          onclick: () => onTaken(item),
        },
        el('span', { class: 'suggestion-label' }, item.kind === 'option' ? `${item.label}:` : item.label),
        ...(item.options ?? []).map(({ name, required }) =>
          el('span', { class: required ? 'option-name required' : 'option-name' }, required ? `${name}*` : name),
        ),
        item.detail !== '' && el('small', {}, item.detail),
      );
      return row;
    }),
  );
  list.hidden = items.length === 0;
  list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
}
