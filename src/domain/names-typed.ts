import { initialConsonants, isConsonantsOnly, typedLetters } from './text-folding.ts';

/** The names of one thing, as `isMeantBy` reads them. */
export interface NameForms {
  readonly letters: readonly string[];
  readonly initials: readonly string[];
}

/** Many things' names, looked through at once for what has been typed so far. */
export interface NamesTyped {
  /**
   * The first `most` things, in their order, one of whose names `isMeantBy` what was typed. Costs next to nothing a name:
   * it is one search through all of them as one text.
   */
  meant(typed: string, most: number): readonly number[];
}

/** Between two names; in no form of one. */
const BETWEEN = '\n';

export function nameForms(names: readonly string[]): NameForms {
  return { letters: names.map(typedLetters), initials: names.flatMap((name) => initialConsonants(name) ?? []) };
}

export function createNamesTyped(things: readonly NameForms[]): NamesTyped {
  const letters = joined(things.map((thing) => thing.letters));
  const initials = joined(things.map((thing) => thing.initials));
  return {
    meant(typed, most) {
      const wanted = typedLetters(typed);
      if (wanted === '') return things.slice(0, most).map((_thing, at) => at);
      const byLetters = holding(letters, wanted, most);
      if (!isConsonantsOnly(typed)) return byLetters;
      const byInitials = holding(initials, initialConsonants(typed) ?? wanted, most);
      return [...new Set([...byLetters, ...byInitials])].toSorted((a, b) => a - b).slice(0, most);
    },
  };
}

interface Joined {
  readonly text: string;
  /** Where each thing's names begin in it. */
  readonly starts: readonly number[];
}

function joined(things: readonly (readonly string[])[]): Joined {
  const starts: number[] = [];
  let length = 0;
  const texts = things.map((forms) => {
    starts.push(length);
    const text = forms.join(BETWEEN);
    length += text.length + BETWEEN.length;
    return text;
  });
  return { text: texts.join(BETWEEN), starts };
}

function holding({ text, starts }: Joined, wanted: string, most: number): number[] {
  const found: number[] = [];
  let thing = -1;
  for (let at = text.indexOf(wanted); at >= 0 && found.length < most; ) {
    thing = lastStart(starts, at, thing);
    found.push(thing);
    const next = starts[thing + 1];
    at = next === undefined ? -1 : text.indexOf(wanted, next);
  }
  return found;
}

/** The thing in whose names the place lies, after this one. */
function lastStart(starts: readonly number[], place: number, after: number): number {
  let [low, high] = [after + 1, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
