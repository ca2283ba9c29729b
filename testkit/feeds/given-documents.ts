import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/feeds/', import.meta.url));

/** One document that others captured, and what a right reader gets from it. */
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

/** The documents beside the repository; empty when they are not there, for they are others' and not part of it. */
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
