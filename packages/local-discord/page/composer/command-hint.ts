import { el } from '../elements/dom.ts';
import type { CommandLine, GivenOption } from './command-line.ts';
import { optionsLeft } from './command-line.ts';
import { shownDescription, shownName } from './commands.ts';

/** Shows which command is being typed, which of its options are filled, and the description of the one being typed. */
export function showHint(hint: HTMLElement, line: CommandLine, current: GivenOption | undefined): void {
  hint.hidden = line.kind !== 'command';
  if (line.kind !== 'command') return;
  const { leaf, given } = line;
  const left = new Set(
    optionsLeft(
      leaf,
      given.filter(({ text }) => text !== ''),
    ),
  );
  hint.replaceChildren(
    el('b', {}, `/${leaf.title}`),
    ...leaf.options.map((option) => {
      const classes = [
        'option-name',
        option.required && 'required',
        !left.has(option) && 'filled',
        option === current?.option && 'current',
      ];
      return el(
        'span',
        { class: classes.filter(Boolean).join(' ') },
        `${shownName(option)}${option.required ? '*' : ''}`,
      );
    }),
    el('small', {}, current ? shownDescription(current.option) : leaf.description),
  );
}

/** Colours the command and its options in a layer behind the transparent text of the box. */
export function showColours(backdrop: HTMLElement, text: string, line: CommandLine) {
  if (line.kind !== 'command') return backdrop.replaceChildren(text);
  const parts: (string | HTMLElement)[] = [el('span', { class: 'typed-command' }, text.slice(0, line.optionsFrom - 1))];
  let at = line.optionsFrom - 1;
  for (const { from, valueFrom, text: value } of line.given) {
    parts.push(
      text.slice(at, from),
      el('span', { class: 'typed-option' }, el('b', {}, text.slice(from, valueFrom)), value),
    );
    at = valueFrom + value.length;
  }
  backdrop.replaceChildren(...parts, `${text.slice(at)}\n`);
}
