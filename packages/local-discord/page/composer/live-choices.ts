import type { CommandChoice } from '../wire/shapes.ts';
import type { GivenOption } from './command-line.ts';
import type { Leaf } from './commands.ts';
import { shownName } from './commands.ts';
import type { OptionValue } from './option-values.ts';

export interface LiveChoice {
  readonly label: string;
  readonly value: OptionValue;
}

export interface LiveChoices {
  /** The choices for what is typed, and whether they belong to exactly that text. */
  readonly choices: readonly LiveChoice[];
  readonly state: 'idle' | 'asking' | 'here' | 'failed';
  /** Asks for choices a moment after the last keystroke; repeated calls for the same text do nothing. */
  want(leaf: Leaf, current: GivenOption): void;
  forget(): void;
}

/** Long enough not to ask at every keystroke, short enough not to be noticed. */
const PAUSE_MS = 120;

/** @param ask resolves with undefined, or rejects, when no choices came */
export function createLiveChoices(
  ask: (leaf: Leaf, current: GivenOption) => Promise<readonly CommandChoice[] | undefined>,
  locale: string,
  onChange: () => void,
): LiveChoices {
  let choices: readonly LiveChoice[] = [];
  let state: LiveChoices['state'] = 'idle';
  let wanted = '';
  let option = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    get choices() {
      return choices;
    },
    get state() {
      return state;
    },
    want(leaf, current) {
      const place = `${leaf.title} ${current.option.name}`;
      const key = `${place} ${current.text}`;
      if (key === wanted) return;
      wanted = key;
      // Choices of another option are removed; those of the same option stay until new ones come.
      if (place !== option) choices = [];
      option = place;
      state = 'asking';
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const answer = await ask(leaf, current).catch(() => undefined);
        if (key !== wanted) return;
        state = answer ? 'here' : 'failed';
        choices = (answer ?? []).map((choice) => ({
          label: choice.name_localizations?.[locale] ?? shownName(choice),
          value: choice.value,
        }));
        onChange();
      }, PAUSE_MS);
    },
    forget() {
      clearTimeout(timer);
      wanted = '';
      option = '';
      choices = [];
      state = 'idle';
    },
  };
}
