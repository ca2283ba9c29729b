import { type CommandOption, type IndexedCommand, optionTypes } from '../wire/shapes.ts';

/** Something that can be run: a command without subcommands, or one of its subcommands. */
export interface Leaf {
  readonly command: IndexedCommand;
  /** The subcommand group and subcommand that lead to it, outermost first. */
  readonly steps: readonly CommandOption[];
  /** Its full name in the person's language, such as `poll open`. */
  readonly title: string;
  /** Every way to type it: in the person's language, and by its own name. */
  readonly spellings: readonly string[];
  readonly description: string;
  /** Required ones first, as Discord requires of a definition. */
  readonly options: readonly CommandOption[];
}

export function shownName(named: { readonly name: string; readonly name_localized?: string }): string {
  return named.name_localized ?? named.name;
}

export function shownDescription(option: CommandOption): string {
  return option.description_localized ?? option.description;
}

/** Every command and subcommand that can be typed, sorted by title, without those of context menus. */
export function leavesOf(commands: readonly IndexedCommand[]): Leaf[] {
  return commands
    .filter(({ type }) => type === 1)
    .flatMap((command) => leavesUnder(command, command, []))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function leavesUnder(command: IndexedCommand, at: CommandOption, steps: readonly CommandOption[]): Leaf[] {
  const inner = (at.options ?? []).filter(
    ({ type }) => type === optionTypes.subcommand || type === optionTypes.subcommandGroup,
  );
  if (inner.length > 0) return inner.flatMap((step) => leavesUnder(command, step, [...steps, step]));
  const title = [command, ...steps].map(shownName).join(' ');
  const plain = [command, ...steps].map(({ name }) => name).join(' ');
  return [
    {
      command,
      steps,
      title,
      spellings: title === plain ? [plain] : [title, plain],
      description: shownDescription(at),
      options: at.options ?? [],
    },
  ];
}
