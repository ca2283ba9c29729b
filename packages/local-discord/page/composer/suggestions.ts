import { type CommandOption, optionTypes } from '../wire/shapes.ts';
import { type CommandLine, type GivenOption, optionAt, optionsLeft, readCommandLine } from './command-line.ts';
import { type Leaf, shownDescription, shownName } from './commands.ts';
import type { OptionValue, Pick, Places } from './option-values.ts';

/** The text of the message box after a choice, and the new position of the caret. */
export interface Edit {
  readonly text: string;
  readonly caret: number;
  readonly pick?: Pick;
}

export interface Suggestion {
  readonly kind: 'command' | 'choice' | 'option';
  readonly label: string;
  readonly detail: string;
  /** The options of a command, with the required ones marked. */
  readonly options?: readonly { readonly name: string; readonly required: boolean }[];
  readonly edit: Edit;
}

export interface Suggestions {
  readonly line: CommandLine;
  /** The option being typed. */
  readonly current: GivenOption | undefined;
  readonly items: readonly Suggestion[];
  /** Whether Enter takes the first item; otherwise Enter sends, until an item is selected with the arrow keys. */
  readonly takesFirst: boolean;
  /** Whether the bot must be asked for choices of the option being typed. */
  readonly isLive: boolean;
}

export interface Typing {
  readonly text: string;
  readonly caret: number;
  readonly leaves: readonly Leaf[];
  readonly places: Places;
  readonly picks: readonly Pick[];
  /** What the bot offered last for the option being typed. */
  readonly live: readonly { readonly label: string; readonly value: OptionValue }[];
}

const CHOICES_SHOWN = 25;

/** What a person can choose at the caret. */
export function suggestionsFor(typing: Typing): Suggestions {
  const line = readCommandLine(typing.text, typing.leaves);
  if (line.kind === 'message') return { line, current: undefined, items: [], takesFirst: false, isLive: false };
  if (line.kind === 'naming') {
    return {
      line,
      current: undefined,
      items: commandItems(typing.leaves, line.typed),
      takesFirst: true,
      isLive: false,
    };
  }
  const current = optionAt(line.given, typing.caret);
  const settled = current === undefined || isSettled(current, typing);
  if (settled) return { line, current, items: optionItems(line, typing, ''), takesFirst: false, isLive: false };

  const choices = choicesFor(current.option, current.text, typing);
  const word = /(?:^|\s)(\S*)$/.exec(typing.text.slice(current.valueFrom, typing.caret))?.[1] ?? '';
  const isFree = choices === undefined && current.option.type === optionTypes.text;
  const items = (choices ?? typing.live).slice(0, CHOICES_SHOWN).map(
    (choice): Suggestion => ({
      kind: 'choice',
      label: choice.label,
      detail: '',
      edit: taking(current, choice, line, typing),
    }),
  );
  const further = isFree && current.text !== '' && word !== current.text ? optionItems(line, typing, word) : [];
  return {
    line,
    current,
    items: [...items, ...further],
    takesFirst: items.length > 0,
    isLive: current.option.autocomplete === true,
  };
}

/** Whether a value was picked from a list, or can only mean one thing. */
function isSettled({ option, text }: GivenOption, { picks }: Typing): boolean {
  return text !== '' && picks.some((pick) => pick.option === option.name && pick.label === text);
}

function commandItems(leaves: readonly Leaf[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  const rank = (leaf: Leaf) =>
    leaf.spellings.some((spelling) => spelling.startsWith(wanted))
      ? 0
      : leaf.spellings.some((spelling) => spelling.split(' ').some((word) => word.startsWith(wanted)))
        ? 1
        : leaf.spellings.some((spelling) => spelling.includes(wanted))
          ? 2
          : 3;
  return leaves
    .filter((leaf) => rank(leaf) < 3)
    .sort((a, b) => rank(a) - rank(b))
    .map((leaf) => {
      const first = leaf.options.find(({ required }) => required === true);
      const text = `/${leaf.title} ${first === undefined ? '' : `${shownName(first)}:`}`;
      return {
        kind: 'command',
        label: `/${leaf.title}`,
        detail: leaf.description,
        options: leaf.options.map((option) => ({ name: shownName(option), required: option.required === true })),
        edit: { text, caret: text.length },
      };
    });
}

/** The options not named yet; `word` is the beginning of a name. */
function optionItems(line: CommandLine & { kind: 'command' }, { text, caret }: Typing, word: string): Suggestion[] {
  const before = text.slice(0, caret - word.length).trimEnd();
  return optionsLeft(line.leaf, line.given)
    .filter((option) => [option.name, shownName(option)].some((name) => name.startsWith(word.toLowerCase())))
    .map((option) => {
      const start = `${before} ${shownName(option)}:`;
      return {
        kind: 'option',
        label: shownName(option),
        detail: `${option.required === true ? 'Required · ' : ''}${shownDescription(option)}`,
        edit: { text: `${start}${spaced(text.slice(caret))}`, caret: start.length },
      };
    });
}

/** The choices that the page knows itself; undefined for free text and for autocomplete by the bot. */
function choicesFor(option: CommandOption, typed: string, { places }: Typing) {
  const wanted = typed.replace(/^[#@]/, '').toLowerCase();
  const fitting = (list: readonly { readonly label: string; readonly value: OptionValue }[]) =>
    list.filter(({ label }) => label.toLowerCase().replace(/^[#@]/, '').includes(wanted));
  const called = (sign: string, list: readonly { readonly id: string; readonly name: string }[]) =>
    fitting(list.map(({ id, name }) => ({ label: `${sign}${name}`, value: id })));

  if (option.choices && option.choices.length > 0) {
    return fitting(option.choices.map((choice) => ({ label: shownName(choice), value: choice.value })));
  }
  switch (option.type) {
    case optionTypes.boolean:
      return fitting([
        { label: 'True', value: true },
        { label: 'False', value: false },
      ]);
    case optionTypes.channel:
      return called(
        '#',
        places.channels.filter(({ type }) => option.channel_types?.includes(type) ?? true),
      );
    case optionTypes.role:
      return called('@', places.roles);
    case optionTypes.user:
      return called('@', places.users);
    case optionTypes.mentionable:
      return [...called('@', places.users), ...called('@', places.roles)];
    default:
      return undefined;
  }
}

/** The text with a choice inserted, followed by the name of the next required option that is missing. */
function taking(
  { option, valueFrom, to }: GivenOption,
  choice: { readonly label: string; readonly value: OptionValue },
  line: CommandLine & { kind: 'command' },
  { text }: Typing,
): Edit {
  const pick = { option: option.name, label: choice.label.trim(), value: choice.value };
  const rest = text.slice(to).trim();
  const next = optionsLeft(line.leaf, line.given).find(({ required }) => required === true);
  const start = `${text.slice(0, valueFrom)}${pick.label} ${rest === '' && next ? `${shownName(next)}:` : ''}`;
  return { text: `${start}${rest}`, caret: start.length, pick };
}

function spaced(rest: string): string {
  return rest.trim() === '' ? '' : ` ${rest.trim()}`;
}
