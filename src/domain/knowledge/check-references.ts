import { type Fault, hint } from './faults.ts';
import { createViewingOrder } from './horizon.ts';
import type { Parsed, Placed } from './parse.ts';
import { LANGUAGE_TAG, localTexts, references } from './shapes.ts';
import { walk } from './walk.ts';

const NOUNS: Record<string, string> = { profileLabel: 'profile label' };

/** Every id points at something, every text is written in the series' languages, nothing is told before its subject. */
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
      if (reference && typeof value === 'string' && !(reference.orNone && value === 'none')) {
        const ids = known[reference.to];
        const noun = NOUNS[reference.to] ?? reference.to;
        if (ids && !ids.has(value)) report(`no ${noun} "${value}"${hint(value, ids)}`);
        else if (path.at(-1) === 'after' && begins !== undefined && order.reaches(begins, value) && value !== begins) {
          report(`told after "${value}", but its subject is introduced later, in "${begins}"`);
        }
      } else if (reference?.orNone && path.at(-1) === 'after' && begins !== undefined && begins !== 'none') {
        report(`said to be no spoiler, but its subject is introduced in "${begins}"`);
      }

      if (languages && localTexts.has(schema)) {
        const text = value as Record<string, string>;
        const fallback = languages[0] ?? '';
        if (text[fallback] === undefined) report(`no text in "${fallback}", the language to fall back on`);
        for (const language of Object.keys(text)) {
          if (localTexts.get(schema)?.anyLanguage && !LANGUAGE_TAG.test(language)) {
            report(`"${language}" is no language; a language is en, ko, pt-BR…`);
          } else if (!localTexts.get(schema)?.anyLanguage && !languages.includes(language))
            report(`"${language}" is not among the languages of series.json (${languages.join(', ')})`);
        }
      }
    }
  }
  return [...faults, ...circularVersions(records)];
}

/** A version of a version leads back to a song that is one by itself. */
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

/** When the subject of a record begins to exist. */
function beginningOf({ record }: Placed, records: Parsed['records']): string | undefined {
  const { introduced, id } = record as { introduced?: string; id?: string };
  if (introduced !== undefined) return introduced;
  if (records.episodes.some((own) => own === record)) return id;
  const song = records.songs.some((own) => own === record);
  return song ? records.episodes.find((episode) => episode.songs.includes(id ?? ''))?.id : undefined;
}
