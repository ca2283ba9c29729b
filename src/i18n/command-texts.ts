/** How an option, a subcommand or a command is called and described in one language. Discord: name ≤ 32, about ≤ 100. */
export interface OptionText {
  /** Left out where the language keeps the English name. */
  readonly name?: string;
  readonly about: string;
}

export interface CommandText extends OptionText {
  readonly options?: Readonly<Record<string, OptionText>>;
  readonly subcommands?: Readonly<Record<string, CommandText>>;
}

export type CommandTexts = Readonly<Record<string, CommandText>>;
