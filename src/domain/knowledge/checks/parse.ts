import { z } from 'zod';
import {
  Character,
  Competition,
  Episode,
  type KnowledgeRecords,
  Match,
  Matches,
  Series,
  Song,
  Source,
  Term,
} from '../records/schema.ts';
import { type Fault, hint } from './faults.ts';

export const FILES = ['series', 'characters', 'episodes', 'matches', 'songs', 'terms', 'sources'] as const;

/** A record with a valid shape, and where it stands in the files. */
export interface Placed {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly schema: z.ZodType;
  readonly record: unknown;
}

export interface Parsed {
  /** The records with a valid shape. `series` is undefined when its shape was wrong. */
  readonly records: Omit<KnowledgeRecords, 'series'> & { readonly series: KnowledgeRecords['series'] | undefined };
  readonly placed: readonly Placed[];
  /**
   * Every id in the files, also of records with a wrong shape: so one broken record is one fault, and not one more for
   * each reference to it.
   */
  readonly written: Readonly<
    Record<'episode' | 'character' | 'song' | 'match' | 'competition' | 'stage' | 'source', ReadonlySet<string>>
  >;
  readonly faults: readonly Fault[];
}

/** Checks the shape of each record by itself. */
export function parseFiles(files: Readonly<Record<string, unknown>>): Parsed {
  const faults: Fault[] = [];
  const placed: Placed[] = [];

  const look = <Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
    file: string,
    path: readonly (string | number)[],
  ): z.infer<Schema> | undefined => {
    const result = schema.safeParse(value);
    if (result.success) {
      placed.push({ file, path, schema, record: result.data });
      return result.data;
    }
    faults.push(...result.error.issues.map((issue) => toFault(issue, file, path)));
    return undefined;
  };

  const list = <Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
    file: string,
    path: readonly string[] = [],
  ) => {
    if (!Array.isArray(value)) {
      if (value !== undefined) faults.push({ file, path, problem: `expected a list, found ${kindOf(value)}` });
      return [];
    }
    return value.flatMap((item, index) => look(schema, item, file, [...path, index]) ?? []);
  };

  for (const name of Object.keys(files)) {
    if ((FILES as readonly string[]).includes(name)) continue;
    faults.push({ file: `${name}.json`, path: [], problem: `no such file is known here${hint(name, FILES)}` });
  }
  for (const name of FILES) {
    if (files[name] === undefined) faults.push({ file: `${name}.json`, path: [], problem: 'the file is missing' });
  }

  const bracket = asObject(files.matches);
  if (files.matches !== undefined) {
    const wholeFile = Matches.extend({
      competitions: z.array(z.unknown()).min(1).max(25),
      matches: z.array(z.unknown()),
    });
    const result = wholeFile.safeParse(files.matches);
    if (!result.success) faults.push(...result.error.issues.map((issue) => toFault(issue, 'matches.json', [])));
  }

  const records = {
    series: files.series === undefined ? undefined : look(Series, files.series, 'series.json', []),
    characters: list(Character, files.characters, 'characters.json'),
    episodes: list(Episode, files.episodes, 'episodes.json'),
    competitions: list(Competition, onlyList(bracket.competitions), 'matches.json', ['competitions']),
    matches: list(Match, onlyList(bracket.matches), 'matches.json', ['matches']),
    songs: list(Song, files.songs, 'songs.json'),
    terms: list(Term, files.terms, 'terms.json'),
    sources: list(Source, files.sources, 'sources.json'),
  };
  const written = {
    episode: idsOf(files.episodes),
    character: idsOf(files.characters),
    song: idsOf(files.songs),
    match: idsOf(bracket.matches),
    competition: idsOf(bracket.competitions),
    stage: new Set(onlyItems(bracket.competitions).flatMap((competition) => [...idsOf(asObject(competition).stages)])),
    source: idsOf(files.sources),
  };
  return { records, placed, written, faults };
}

function toFault(issue: z.core.$ZodIssue, file: string, path: readonly (string | number)[]): Fault {
  const inner = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const problem =
    issue.code === 'unrecognized_keys'
      ? `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`
      : issue.message;
  return { file, path: [...path, ...inner], problem };
}

function idsOf(value: unknown): Set<string> {
  return new Set(
    onlyItems(value).flatMap((item) => (typeof asObject(item).id === 'string' ? [String(asObject(item).id)] : [])),
  );
}

function onlyItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Undefined for what is not a list: that has been reported as a fault of the whole file. */
function onlyList(value: unknown): unknown {
  return Array.isArray(value) ? value : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
