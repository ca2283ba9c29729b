import { button, type Child, el } from '../elements/dom.ts';
import { arrowsThrough, openPopover } from '../elements/popover.ts';
import { type Component, nameOf, type SelectOption } from '../wire/shapes.ts';
import { type ChatState, channelName } from '../wire/state.ts';

const types = { text: 3, user: 5, role: 6, mentionable: 7, channel: 8 } as const;

export function isSelect({ type }: Component): boolean {
  return (Object.values(types) as number[]).includes(type);
}

/** A select as a button that opens its options; `onChosen` gets the values when the choice is complete. */
export function selectView(
  select: Component,
  state: ChatState,
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  onChosen: (values: readonly string[]) => void,
): HTMLElement {
  const options = optionsOf(select, state);
  const defaults = new Set(select.default_values?.map(({ id }) => id));
  let chosen = options
    .filter((option) => option.default === true || defaults.has(option.value))
    .map(({ value }) => value);
  const label = el('span', {});
  const show = () => {
    const names = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
    label.textContent = names.length > 0 ? names.join(', ') : (select.placeholder ?? 'Make a selection');
    label.className = names.length > 0 ? '' : 'placeholder';
  };
  show();
  const opener = button(
    {
      class: 'select',
      'aria-haspopup': 'listbox',
      ...attributes,
      onclick: () =>
        openPopover(opener, select.placeholder ?? 'Options', (done) => {
          const finish = (values: readonly string[]) => {
            chosen = [...values];
            show();
            done();
            onChosen(values);
          };
          return (select.max_values ?? 1) > 1
            ? severalOf(options, chosen, select, finish)
            : oneOf(options, chosen, select, finish);
        }),
    },
    label,
    el('span', { 'aria-hidden': 'true' }, '⌄'),
  );
  return opener;
}

function oneOf(
  options: readonly SelectOption[],
  chosen: readonly string[],
  select: Component,
  finish: (values: readonly string[]) => void,
): HTMLElement {
  const list = el(
    'div',
    { class: 'options', role: 'listbox' },
    ...options.map((option) => {
      const isChosen = chosen.includes(option.value);
      // If no choice is required, choosing an option again removes it.
      const values = isChosen && select.min_values === 0 ? [] : [option.value];
      return button(
        { role: 'option', 'aria-selected': String(isChosen), autofocus: isChosen, onclick: () => finish(values) },
        ...optionText(option),
      );
    }),
  );
  arrowsThrough(list);
  return list;
}

function severalOf(
  options: readonly SelectOption[],
  chosen: readonly string[],
  select: Component,
  finish: (values: readonly string[]) => void,
): HTMLElement {
  const boxes = options.map((option) => {
    const box = el('input', { type: 'checkbox', value: option.value });
    box.checked = chosen.includes(option.value);
    return { box, row: el('label', {}, box, ...optionText(option)) };
  });
  const confirm = button(
    { class: 'primary', onclick: () => finish(boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)) },
    'Done',
  );
  const check = () => {
    const count = boxes.filter(({ box }) => box.checked).length;
    confirm.disabled = count < (select.min_values ?? 1) || count > (select.max_values ?? 1);
  };
  check();
  return el('div', { class: 'options', onchange: check }, ...boxes.map(({ row }) => row), confirm);
}

function optionText({ label, description, emoji }: SelectOption): Child[] {
  return [
    el('span', {}, emoji ? `${emoji.id == null ? emoji.name : `:${emoji.name}:`} ${label}` : label),
    description !== undefined && el('small', {}, description),
  ];
}

function optionsOf(select: Component, state: ChatState): readonly SelectOption[] {
  const users = () => [...state.users.values()].map((user) => ({ label: `@${nameOf(user)}`, value: user.id }));
  const roles = () =>
    [...state.roles.values()].map(({ id, name }) => ({ label: `@${name.replace(/^@/, '')}`, value: id }));
  switch (select.type) {
    case types.user:
      return users();
    case types.role:
      return roles();
    case types.mentionable:
      return [...users(), ...roles()];
    case types.channel:
      return [...state.channels.values()]
        .filter(
          ({ type, guild_id: guildId }) => guildId !== undefined && (select.channel_types?.includes(type) ?? true),
        )
        .map((channel) => ({ label: `#${channelName(channel)}`, value: channel.id }));
    default:
      return select.options ?? [];
  }
}
