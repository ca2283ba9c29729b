import { type CommandOption, optionTypes } from '../wire/shapes.ts';
import type { GivenOption } from './command-line.ts';
import { optionsLeft } from './command-line.ts';
import { type Leaf, shownName } from './commands.ts';

export type OptionValue = string | number | boolean;

/** A choice taken from a list: its words in the text, and the value they stand for. */
export interface Pick {
  readonly option: string;
  readonly label: string;
  readonly value: OptionValue;
}

/** Channels, roles and users that can be named in an option. */
export interface Places {
  readonly channels: readonly { readonly id: string; readonly name: string; readonly type: number }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

export type ReadValue = { readonly value: OptionValue } | { readonly problem: string };

/** The value of an option's text, or what is wrong with it. */
export function readValue({ option, text }: GivenOption, picks: readonly Pick[], places: Places): ReadValue {
  const picked = picks.findLast((pick) => pick.option === option.name && pick.label === text);
  if (picked) return { value: picked.value };
  const name = shownName(option);
  const choice = option.choices?.find(
    (one) => text === shownName(one) || text === one.name || text === String(one.value),
  );
  if (choice) return { value: choice.value };
  if (option.choices && option.choices.length > 0) return { problem: `“${text}” is not a choice of ${name}.` };

  switch (option.type) {
    case optionTypes.integer:
    case optionTypes.number: {
      const value = Number(text);
      const fits =
        text !== '' && (option.type === optionTypes.number ? Number.isFinite(value) : Number.isInteger(value));
      return fits ? { value } : { problem: `${name} has to be a number.` };
    }
    case optionTypes.boolean:
      if (/^(true|yes)$/i.test(text)) return { value: true };
      return /^(false|no)$/i.test(text) ? { value: false } : { problem: `${name} is True or False.` };
    case optionTypes.channel:
      return named(places.channels, text, `${name}: there is no channel “${text}”.`);
    case optionTypes.role:
      return named(places.roles, text, `${name}: there is no role “${text}”.`);
    case optionTypes.user:
      return named(places.users, text, `${name}: there is nobody called “${text}”.`);
    case optionTypes.mentionable:
      return named([...places.users, ...places.roles], text, `${name}: there is nobody called “${text}”.`);
    default:
      return { value: text };
  }
}

function named(
  list: readonly { readonly id: string; readonly name: string }[],
  text: string,
  problem: string,
): ReadValue {
  const bare = text.replace(/^[#@]/, '').toLowerCase();
  const found = list.find(({ id, name }) => name.toLowerCase() === bare || text.replace(/\D/g, '') === id);
  return found ? { value: found.id } : { problem };
}

/** One of a command's options as clients send it. */
export interface SentOption {
  readonly type: number;
  readonly name: string;
  readonly value?: OptionValue;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
}

/** The options to send, or every reason why the command cannot be sent. */
export function readForSending(
  leaf: Leaf,
  given: readonly GivenOption[],
  picks: readonly Pick[],
  places: Places,
): { readonly options: SentOption[] } | { readonly problems: string[]; readonly missing: CommandOption | undefined } {
  const filled = given.filter(({ text }) => text !== '');
  const read = filled.map((one) => ({ option: one.option, result: readValue(one, picks, places) }));
  const [missing] = optionsLeft(leaf, filled).filter(({ required }) => required === true);
  const problems = [
    ...(missing === undefined ? [] : [`${shownName(missing)} is required.`]),
    ...read.flatMap(({ result }) => ('problem' in result ? [result.problem] : [])),
  ];
  if (problems.length > 0) return { problems, missing };
  const values = read.flatMap(({ option, result }) => ('value' in result ? [sent(option, result.value)] : []));
  return { options: nested(leaf, values) };
}

/** The options while one is still being typed; values that cannot be read yet are left out. */
export function readForSuggesting(
  leaf: Leaf,
  given: readonly GivenOption[],
  focused: GivenOption,
  picks: readonly Pick[],
  places: Places,
): SentOption[] {
  const values = given.flatMap((one): SentOption[] => {
    if (one.option === focused.option) return [{ ...sent(one.option, one.text), focused: true }];
    if (one.text === '') return [];
    const result = readValue(one, picks, places);
    return 'value' in result ? [sent(one.option, result.value)] : [];
  });
  return nested(leaf, values);
}

function sent({ type, name }: CommandOption, value: OptionValue): SentOption {
  return { type, name, value };
}

function nested(leaf: Leaf, values: SentOption[]): SentOption[] {
  return leaf.steps.reduceRight<SentOption[]>((options, { type, name }) => [{ type, name, options }], values);
}
