import type { CommandOption } from '../wire/shapes.ts';
import { type Leaf, shownName } from './commands.ts';

/** An option that was named in the text, or that the text before any name belongs to. */
export interface GivenOption {
  readonly option: CommandOption;
  /** The value that was typed for it, trimmed. */
  readonly text: string;
  /** Index where its name begins. */
  readonly from: number;
  /** Index where its value begins: after the colon and spaces. */
  readonly valueFrom: number;
  /** Index where the next option begins, or the text ends. */
  readonly to: number;
}

/** The contents of the message box: a message, a command whose name is being typed, or a command with options. */
export type CommandLine =
  | { readonly kind: 'message' }
  | { readonly kind: 'naming'; readonly typed: string }
  | {
      readonly kind: 'command';
      readonly leaf: Leaf;
      readonly given: readonly GivenOption[];
      readonly optionsFrom: number;
    };

/**
 * Reads `/poll open match:round 7 closes:in 2 h`. Options may be named in either language; a value ends where the next
 * option's name begins; text before the first name is the value of the first option without one.
 */
export function readCommandLine(text: string, leaves: readonly Leaf[]): CommandLine {
  if (!text.startsWith('/')) return { kind: 'message' };
  const typed = text.slice(1);
  const found = leaves
    .flatMap((leaf) => leaf.spellings.map((spelling) => ({ leaf, spelling })))
    .find(({ spelling }) => startsWithWord(typed, spelling));
  if (!found) return { kind: 'naming', typed };

  const optionsFrom = 1 + found.spelling.length + 1;
  return { kind: 'command', leaf: found.leaf, given: givenIn(text, optionsFrom, found.leaf), optionsFrom };
}

/** Reads a text that is sent as it stands: the name of a command is complete even without a space behind it. */
export function readFinishedLine(text: string, leaves: readonly Leaf[]): CommandLine {
  return readCommandLine(`${text} `, leaves);
}

/** The option whose value contains the caret. */
export function optionAt(given: readonly GivenOption[], caret: number): GivenOption | undefined {
  return given.findLast(({ valueFrom, to }) => caret >= valueFrom && caret <= to);
}

/** The options that have not been named yet. */
export function optionsLeft(leaf: Leaf, given: readonly GivenOption[]): CommandOption[] {
  return leaf.options.filter((option) => !given.some((one) => one.option === option));
}

function startsWithWord(typed: string, spelling: string): boolean {
  return typed.toLowerCase().startsWith(`${spelling.toLowerCase()} `);
}

function givenIn(text: string, optionsFrom: number, leaf: Leaf): GivenOption[] {
  const keys = keysIn(text, leaf);
  const given = keys.map((key, index): GivenOption => {
    const to = keys[index + 1]?.from ?? text.length;
    return valueIn(text, key.option, key.from, key.end, to);
  });
  const firstFrom = keys[0]?.from ?? text.length;
  const meant = optionsLeft(leaf, given)[0];
  if (text.slice(optionsFrom, firstFrom).trim() === '' || meant === undefined) return given;
  return [valueIn(text, meant, optionsFrom, optionsFrom, firstFrom), ...given];
}

function keysIn(text: string, leaf: Leaf) {
  const byName = new Map(
    leaf.options.flatMap(
      (option) =>
        [
          [option.name, option],
          [shownName(option), option],
        ] as const,
    ),
  );
  const keys: { option: CommandOption; from: number; end: number }[] = [];
  for (const match of text.matchAll(/(?<=\s)([^\s:]+):/g)) {
    const option = byName.get((match[1] ?? '').toLowerCase());
    // A second occurrence of an option's name is part of the value.
    if (option === undefined || keys.some((key) => key.option === option)) continue;
    keys.push({ option, from: match.index, end: match.index + match[0].length });
  }
  return keys;
}

function valueIn(text: string, option: CommandOption, from: number, keyEnd: number, to: number): GivenOption {
  const raw = text.slice(keyEnd, to);
  const spaces = raw.length - raw.trimStart().length;
  return { option, text: raw.trim(), from, valueFrom: raw.trim() === '' ? keyEnd : keyEnd + spaces, to };
}
