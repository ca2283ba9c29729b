import type { LocalText } from '../domain/knowledge/view-types.ts';
import type { Typeface } from './drawing.ts';
import { drawable } from './text-fitting.ts';

/** Who reads a picture, and which languages the series is told in, fallback first. */
export interface ReaderLanguages {
  /** The first of `languages` where there is no text in it. */
  readonly language: string;
  /** A name is also shown as the others write it. */
  readonly languages: readonly string[];
}

/** A name as its reader knows it, then as the series' other languages write it, each once. */
export function namesOf(name: LocalText, { language, languages }: ReaderLanguages): string[] {
  const order = [language, language.split('-')[0] ?? language, ...languages, ...Object.keys(name)];
  return [...new Set(order.flatMap((tag) => name[tag] ?? []))];
}

/** Somebody's names as a scene holds them. */
export interface Named {
  /** As the reader calls them. */
  readonly name: string;
  /** The name in the series' other languages. */
  readonly otherNames: readonly string[];
  readonly nameless: boolean;
}

/** What can be drawn of the names: where the reader's own cannot be, another one stands for it. */
export function shownNames(
  named: Pick<Named, 'name' | 'otherNames'>,
  typeface: Typeface,
): { name: string; other: string } {
  const [name = '?', ...others] = [named.name, ...named.otherNames]
    .map((text) => drawable(text, typeface))
    .filter((text) => text !== '');
  return { name, other: others[0] ?? '' };
}

/** The letter that stands for them in their emblem. */
export function initialOf(named: Named, typeface: Typeface): string {
  if (named.nameless) return '?';
  const [first = '?'] = shownNames(named, typeface).name;
  const large = first.toUpperCase();
  // Not every letter has a large form that is one letter, and in the typeface.
  return [...large].length === 1 && drawable(large, typeface) === large ? large : first;
}
