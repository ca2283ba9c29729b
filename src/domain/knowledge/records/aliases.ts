import type { KnowledgeRecords } from './schema.ts';

type Named = { readonly id: string; readonly formerly: readonly string[] };

/** Present id by former id. An id that is in use is never a former one. */
export function aliasesOf(records: readonly Named[]): ReadonlyMap<string, string> {
  const inUse = new Set(records.map(({ id }) => id));
  return new Map(
    records.flatMap(({ id, formerly }) =>
      formerly.filter((alias) => !inUse.has(alias)).map((alias) => [alias, id] as const),
    ),
  );
}

/** As `aliasesOf`; an episode is also known by its video, everywhere as `v.<videoId>`. */
export function episodeAliases(episodes: KnowledgeRecords['episodes']): ReadonlyMap<string, string> {
  return aliasesOf(
    episodes.map(({ id, formerly, video }) => ({
      id,
      formerly: video === undefined ? formerly : [...formerly, `v.${video.value}`],
    })),
  );
}
