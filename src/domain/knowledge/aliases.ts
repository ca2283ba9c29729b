import type { KnowledgeRecords } from './schema.ts';

type Named = { readonly id: string; readonly formerly: readonly string[] };

/** What may be kept under another id than it has now: alias → id. An id that is in use is no alias. */
export function aliasesOf(records: readonly Named[]): ReadonlyMap<string, string> {
  const inUse = new Set(records.map(({ id }) => id));
  return new Map(
    records.flatMap(({ id, formerly }) =>
      formerly.filter((alias) => !inUse.has(alias)).map((alias) => [alias, id] as const),
    ),
  );
}

/** Of an episode its video is a further name, the same everywhere: `v.<videoId>`. */
export function episodeAliases(episodes: KnowledgeRecords['episodes']): ReadonlyMap<string, string> {
  return aliasesOf(
    episodes.map(({ id, formerly, video }) => ({
      id,
      formerly: video === undefined ? formerly : [...formerly, `v.${video.value}`],
    })),
  );
}
