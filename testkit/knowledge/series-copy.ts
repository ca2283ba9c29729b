import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERIES_DIR } from './knowledge.ts';

/** A copy of the series' data that a test can change, as an operator changes files. */
export interface SeriesCopy {
  readonly folder: string;
  /** Rewrites a file, such as `matches.json`, with what `change` returns. */
  change<Read>(name: string, change: (read: Read) => unknown): Promise<void>;
}

/**
 * @param folder where the folder `series` is made
 * @param feed fields that replace those of the series' own feed. Default: none
 */
export async function copySeries(folder: string, feed: object = {}): Promise<SeriesCopy> {
  const copy = join(folder, 'series');
  await cp(SERIES_DIR, copy, { recursive: true });
  const change: SeriesCopy['change'] = async (name, made) => {
    const file = join(copy, name);
    await writeFile(file, JSON.stringify(made(JSON.parse(await readFile(file, 'utf8')))));
  };
  await change('series.json', (series: { feed: object }) => ({ ...series, feed: { ...series.feed, ...feed } }));
  return { folder: copy, change };
}
