import { button, el, focusAgain } from '../elements/dom.ts';
import { wordsOf } from '../wire/rest.ts';
import type { Component, Modal } from '../wire/shapes.ts';
import type { ChatState } from '../wire/state.ts';
import { isSelect, selectView } from './select-view.ts';

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
const types = { textInput: 4, textDisplay: 10, file: 19, radioGroup: 21, checkboxGroup: 22, checkbox: 23 } as const;
const PARAGRAPH = 2;

/** A field of a modal: its element, and the value to send. */
interface Field {
  readonly view: HTMLElement;
  value(): Readonly<Record<string, unknown>>;
}

/**
 * Shows a modal over the page. `submit` gets the components as clients send them; the modal closes when it resolves.
 */
export function openModal(
  modal: Modal,
  state: ChatState,
  submit: (components: readonly Readonly<Record<string, unknown>>[]) => Promise<void>,
): void {
  const rows = modal.components.map((row) => rowOf(row, state));
  const failure = el('p', { class: 'failure', role: 'alert' });
  const opener = document.activeElement;
  const dialog = el(
    'dialog',
    {
      class: 'modal',
      'aria-label': modal.title,
      onclose: () => {
        dialog.remove();
        if (opener instanceof HTMLElement) focusAgain(opener);
      },
    },
    el('h2', {}, modal.title),
    el(
      'form',
      {
        onsubmit: async (event) => {
          event.preventDefault();
          try {
            await submit(rows.map(({ sent }) => sent()));
            dialog.close();
          } catch (error) {
            failure.textContent = wordsOf(error);
          }
        },
      },
      ...rows.map(({ view }) => view),
      failure,
      el(
        'div',
        { class: 'row end' },
        button({ onclick: () => dialog.close() }, 'Cancel'),
        el('button', { class: 'primary' }, 'Submit'),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Radio buttons or checkboxes: Discord expects `value` for the former and `values` for the latter. */
function groupOf(component: Component, common: Readonly<Record<string, unknown>>): Field {
  const single = component.type === types.radioGroup;
  const boxes = (component.options ?? []).map(({ label, value, description, default: chosen }) => {
    const name = component.custom_id;
    const box = el('input', { type: single ? 'radio' : 'checkbox', name, value, checked: chosen === true });
    const about = description !== undefined && el('small', {}, description);
    return { box, view: el('label', { class: 'option' }, box, el('span', {}, label), about) };
  });
  const values = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  return {
    view: el('div', { role: single ? 'radiogroup' : 'group' }, ...boxes.map(({ view }) => view)),
    value: () => (single ? { ...common, value: values()[0] ?? null } : { ...common, values: values() }),
  };
}

function rowOf(row: Component, state: ChatState): { view: HTMLElement; sent(): Readonly<Record<string, unknown>> } {
  if (row.type === types.textDisplay) return { view: el('p', {}, row.content ?? ''), sent: () => ({ type: row.type }) };
  const { component: inner, label, description } = row;
  if (inner) {
    const field = fieldOf(inner, state);
    // A group contains labels, which must not be nested in another.
    const isGroup = inner.type === types.radioGroup || inner.type === types.checkboxGroup;
    const view = el(
      isGroup ? 'div' : 'label',
      isGroup ? { role: 'group', 'aria-label': label ?? '' } : {},
      el('span', {}, label ?? inner.label ?? ''),
      description !== undefined && el('small', {}, description),
      field.view,
    );
    return { view, sent: () => ({ type: row.type, component: field.value() }) };
  }
  const fields = (row.components ?? []).map((component) => ({ component, field: fieldOf(component, state) }));
  return {
    view: el(
      'div',
      {},
      ...fields.map(({ component, field }) => el('label', {}, el('span', {}, component.label ?? ''), field.view)),
    ),
    sent: () => ({ type: row.type, components: fields.map(({ field }) => field.value()) }),
  };
}

function fieldOf(component: Component, state: ChatState): Field {
  const common = { type: component.type, custom_id: component.custom_id };
  if (isSelect(component)) {
    let values = (component.options ?? []).filter((option) => option.default === true).map(({ value }) => value);
    const view = selectView(component, state, {}, (chosen) => {
      values = [...chosen];
    });
    return { view, value: () => ({ ...common, values }) };
  }
  if (component.type === types.radioGroup || component.type === types.checkboxGroup) return groupOf(component, common);
  if (component.type === types.checkbox) {
    const box = el('input', { type: 'checkbox', checked: component.default === true });
    return { view: box, value: () => ({ ...common, value: box.checked }) };
  }
  if (component.type === types.file) {
    return { view: el('p', {}, 'Files cannot be sent from this page.'), value: () => ({ ...common, values: [] }) };
  }
  if (component.type !== types.textInput)
    return { view: el('p', {}, 'This page cannot show this field.'), value: () => common };
  const attributes = {
    required: component.required !== false,
    minlength: component.min_length,
    maxlength: component.max_length,
    placeholder: component.placeholder,
  };
  const input = component.style === PARAGRAPH ? el('textarea', { ...attributes, rows: 4 }) : el('input', attributes);
  input.value = component.value ?? '';
  return { view: input, value: () => ({ ...common, value: input.value }) };
}
