import { initialConsonants, isConsonantsOnly, typedLetters } from './text-folding.ts';

/** The names of one thing in the forms that `isMeantBy` compares. */
export interface NameForms {
  readonly letters: readonly string[];
  readonly initials: readonly string[];
}

/** The names of many things, searched together for the text typed so far. */
export interface NamesTyped {
  /**
   * Indexes of the first `most` things, in order, that have a name which `isMeantBy` accepts for the text. All names
   * are searched as one text, so that each name costs almost nothing.
   */
  meant(typed: string, most: number): readonly number[];
}

/** Separates names; no form of a name contains it. */
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
  /** For each thing, where its names begin in `text`. */
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

/** The index of the thing whose names contain this place of the text; it comes after the index `after`. */
function lastStart(starts: readonly number[], place: number, after: number): number {
  let [low, high] = [after + 1, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
