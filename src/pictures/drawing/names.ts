import type { LocalText } from '../../domain/knowledge/view-types.ts';
import type { Typeface } from './drawing.ts';
import { drawable } from './text-fitting.ts';

/** The reader's language, and the languages of the series, the one to fall back on first. */
export interface ReaderLanguages {
  /** The first of `languages` is used where there is no text in it. */
  readonly language: string;
  /** Names are also shown in these languages. */
  readonly languages: readonly string[];
}

/** A name in the reader's language, then in the series' other languages, without repeats. */
export function namesOf(name: LocalText, { language, languages }: ReaderLanguages): string[] {
  const order = [language, language.split('-')[0] ?? language, ...languages, ...Object.keys(name)];
  return [...new Set(order.flatMap((tag) => name[tag] ?? []))];
}

/** The names of somebody in a scene. */
export interface Named {
  /** The name in the reader's language. */
  readonly name: string;
  /** The name in the series' other languages. */
  readonly otherNames: readonly string[];
  readonly nameless: boolean;
}

/** The names that can be drawn: where the reader's own cannot be, another one replaces it. */
export function shownNames(
  named: Pick<Named, 'name' | 'otherNames'>,
  typeface: Typeface,
): { name: string; other: string } {
  const [name = '?', ...others] = [named.name, ...named.otherNames]
    .map((text) => drawable(text, typeface))
    .filter((text) => text !== '');
  return { name, other: others[0] ?? '' };
}

/** The initial for their emblem. */
export function initialOf(named: Named, typeface: Typeface): string {
  if (named.nameless) return '?';
  const [first = '?'] = shownNames(named, typeface).name;
  const large = first.toUpperCase();
  // Not every letter has a single capital that the typeface has.
  return [...large].length === 1 && drawable(large, typeface) === large ? large : first;
}
