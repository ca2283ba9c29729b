import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/feeds/', import.meta.url));

/** One captured document, with what a correct reader gets from it. */
export interface GivenDocument {
  readonly file: string;
  readonly feedUrl: string;
  readonly http: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  readonly expect: {
    readonly ok: boolean | 'either';
    readonly kind?: string;
    readonly entryCount?: number;
    readonly distinctKeys?: number;
    readonly shortsCount?: number;
    readonly maxTitleChars?: number;
    readonly error?: string;
    readonly first?: GivenEntry | null;
    readonly last?: GivenEntry | null;
  };
}

export interface GivenEntry {
  readonly id: string | null;
  readonly title: string;
  readonly link: string | null;
  readonly linkStartsWith?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly key?: string;
  readonly author?: string;
}

/**
 * The captured documents next to the repository. Empty where the folder is missing: they belong to others and are not
 * part of the repository.
 */
export function givenDocuments(): readonly GivenDocument[] {
  const path = `${folder}manifest.json`;
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as { files: GivenDocument[] }).files;
}

export function givenBytes(file: string): Buffer {
  return readFileSync(`${folder}${file.replace(/^.*\//, '')}`);
}

export function givenTimelines(): readonly unknown[] {
  const path = `${folder}timelines.json`;
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as { timelines: unknown[] }).timelines;
}
