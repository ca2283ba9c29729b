import { createViewingOrder } from '../horizon.ts';
import { LANGUAGE_TAG, localTexts, references, type Target } from '../records/shapes.ts';
import { type Fault, hint } from './faults.ts';
import type { Parsed, Placed } from './parse.ts';
import { walk } from './walk.ts';

const NOUNS: Record<string, string> = { profileLabel: 'profile label' };

/**
 * Checks that every id refers to something, every text is in the series' languages, and nothing is told before its
 * subject.
 */
export function checkReferences({ records, placed, written }: Parsed): Fault[] {
  const languages = records.series?.languages;
  const labels = records.series && new Set(Object.keys(records.series.profileLabels));
  const known = { ...written, profileLabel: labels };
  const order = createViewingOrder([...written.episode]);
  const faults: Fault[] = [];

  for (const place of placed) {
    const begins = beginningOf(place, records);
    for (const { schema, value, path } of walk(place.schema, place.record, place.path)) {
      const report = (problem: string) => faults.push({ file: place.file, path, problem });

      const reference = references.get(schema);
      if (reference) for (const problem of referenceFaults(reference, value, path, begins)) report(problem);
      const text = localTexts.get(schema);
      if (languages && text) for (const problem of languageFaults(value as LocalText, languages, text)) report(problem);
    }
  }
  return [...faults, ...circularVersions(records)];

  function referenceFaults(
    { to, orNone }: { readonly to: Target; readonly orNone?: boolean },
    value: unknown,
    path: readonly PropertyKey[],
    begins: string | undefined,
  ): string[] {
    const isNone = orNone === true && value === 'none';
    const unknown = typeof value === 'string' && !isNone ? unknownId(value, known[to], NOUNS[to] ?? to) : [];
    return [...unknown, ...(path.at(-1) === 'after' && begins !== undefined ? tooEarly(value, isNone, begins) : [])];
  }

  /** Faults where something is told of a subject that has not been introduced yet. */
  function tooEarly(after: unknown, isNone: boolean, begins: string): string[] {
    if (isNone) return begins === 'none' ? [] : [`said to be no spoiler, but its subject is introduced in "${begins}"`];
    if (typeof after !== 'string' || !written.episode.has(after) || after === begins) return [];
    return order.reaches(begins, after)
      ? [`told after "${after}", but its subject is introduced later, in "${begins}"`]
      : [];
  }
}

type LocalText = Readonly<Record<string, string>>;

function unknownId(value: string, ids: ReadonlySet<string> | undefined, noun: string): string[] {
  return ids === undefined || ids.has(value) ? [] : [`no ${noun} "${value}"${hint(value, ids)}`];
}

/**
 * Faults of a text that is not in the series' first language, or in a language that is not the series'; names may be in
 * any language.
 */
function languageFaults(
  text: LocalText,
  languages: readonly string[],
  { anyLanguage }: { readonly anyLanguage?: boolean | undefined },
): string[] {
  const fallback = languages[0] ?? '';
  const missing = text[fallback] === undefined ? [`no text in "${fallback}", the language to fall back on`] : [];
  const strange = Object.keys(text).flatMap((language) => {
    if (anyLanguage === true)
      return LANGUAGE_TAG.test(language) ? [] : [`"${language}" is no language; a language is en, ko, pt-BR…`];
    return languages.includes(language)
      ? []
      : [`"${language}" is not among the languages of series.json (${languages.join(', ')})`];
  });
  return [...missing, ...strange];
}

/** Songs whose chain of versions leads back to themselves instead of to an original. */
function circularVersions({ songs }: Parsed['records']): Fault[] {
  const origin = new Map(songs.map((song) => [song.id, song.versionOf]));
  return songs.flatMap(({ id }, index) => {
    const trail = [id];
    for (let next = origin.get(id); next !== undefined; next = origin.get(next)) {
      trail.push(next);
      if (next === id)
        return {
          file: 'songs.json',
          path: [index, 'versionOf'],
          problem: `goes round in a circle: ${trail.join(' → ')}`,
        };
      if (trail.length > songs.length) return [];
    }
    return [];
  });
}

/** The episode that introduces the subject of a record; undefined = known from the start. */
function beginningOf({ record }: Placed, records: Parsed['records']): string | undefined {
  const { introduced, id } = record as { introduced?: string; id?: string };
  if (introduced !== undefined) return introduced;
  if (records.episodes.some((own) => own === record)) return id;
  const song = records.songs.some((own) => own === record);
  return song ? records.episodes.find((episode) => episode.songs.includes(id ?? ''))?.id : undefined;
}
