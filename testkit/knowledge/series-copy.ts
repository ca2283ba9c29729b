import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERIES_DIR } from './knowledge.ts';

/** A copy of the series' data, to be changed as an operator changes files. */
export interface SeriesCopy {
  readonly folder: string;
  /** Writes what `change` makes of a file, such as `matches.json`. */
  change<Read>(name: string, change: (read: Read) => unknown): Promise<void>;
}

/**
 * @param folder where `series` is made
 * @param feed what is to be another of the series' own feed. Default: nothing
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
