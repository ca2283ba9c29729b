/**
 * Name and description of a command, subcommand or option in one language. Discord allows 32 characters for `name` and
 * 100 for `about`.
 */
export interface OptionText {
  /** Absent where the language uses the English name. */
  readonly name?: string;
  readonly about: string;
}

export interface CommandText extends OptionText {
  readonly options?: Readonly<Record<string, OptionText>>;
  readonly subcommands?: Readonly<Record<string, CommandText>>;
}

export type CommandTexts = Readonly<Record<string, CommandText>>;
