import { madeOnce } from '../../util/made-once.ts';
import type { Suggestion } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';

/** The suggestions of an autocomplete, as Discord takes them. */
export interface Suggested {
  readonly choices: readonly { readonly name: string; readonly value: string }[];
}

export const NO_SUGGESTION: Suggested = { choices: [] };

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const SUGGESTIONS = 25;
const SUGGESTION = 100;

/**
 * The first that fit, with their names cut to Discord's limit. The same list gives the same object, which is made JSON
 * only once: a list is kept for what many people type alike.
 */
export const suggestedOf = madeOnce((found: readonly Suggestion[]): Suggested => {
  const fitting = found.filter(({ name, value }) => name.trim() !== '' && value.length <= SUGGESTION);
  return {
    choices: fitting.slice(0, SUGGESTIONS).map(({ name, value }) => ({ name: shortened(name, SUGGESTION), value })),
  };
});
