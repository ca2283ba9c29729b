import type { StatementRecord } from '../records/schema.ts';
import type { Fault } from './faults.ts';
import type { Parsed } from './parse.ts';
import { judgePattern } from './patterns.ts';

/** Longest description of an embed: discord.com/developers/docs/resources/message#embed-object-embed-limits */
const DESCRIPTION = 4096;

/**
 * Checks what schemas cannot: texts that together are too long for a message, and patterns that are unsafe or say
 * nothing.
 */
export function checkLimits({ records }: Parsed): Fault[] {
  const faults: Fault[] = [];
  const lists: Spoken[] = [
    ...spokenIn('characters.json', records.characters),
    ...spokenIn('episodes.json', records.episodes),
    ...spokenIn('songs.json', records.songs),
    ...spokenIn('terms.json', records.terms),
    ...(records.series ? [{ file: 'series.json', path: ['about'], statements: records.series.about }] : []),
  ];
  for (const { file, path, statements } of lists) {
    for (const [language, length] of lengths(statements)) {
      if (length <= DESCRIPTION) continue;
      faults.push({ file, path, problem: `${length} characters in "${language}", and a message takes ${DESCRIPTION}` });
    }
  }

  for (const [index, { pattern, episode, other }] of (records.series?.patterns ?? []).entries()) {
    const path = ['patterns', index];
    const wrong = judgePattern(pattern);
    if (wrong !== undefined) faults.push({ file: 'series.json', path: [...path, 'pattern'], problem: wrong });
    if ((episode === undefined) === (other === undefined)) {
      faults.push({ file: 'series.json', path, problem: 'says either which episode an entry is, or what else it is' });
    }
  }
  return faults;
}

interface Spoken {
  readonly file: string;
  readonly path: (string | number)[];
  readonly statements: readonly StatementRecord[];
}

function spokenIn(file: string, records: readonly { readonly about: readonly StatementRecord[] }[]): Spoken[] {
  return records.map(({ about }, index) => ({ file, path: [index, 'about'], statements: about }));
}

function lengths(statements: readonly StatementRecord[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { text } of statements) {
    for (const [language, words] of Object.entries(text))
      sums.set(language, (sums.get(language) ?? 0) + words.length + 1);
  }
  return sums;
}
