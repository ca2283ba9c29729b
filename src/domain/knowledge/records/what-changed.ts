import type { KnowledgeRecords } from './schema.ts';

/** The ids of records that were added, changed and removed. */
export interface ChangesOfKind {
  /** As in the data: `characters`, `episodes`, `series` … */
  readonly kind: keyof KnowledgeRecords;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** One entry for each kind in which something changed. */
export function changesBetween(before: KnowledgeRecords, now: KnowledgeRecords): readonly ChangesOfKind[] {
  return (Object.keys(now) as (keyof KnowledgeRecords)[]).flatMap((kind) => {
    const [was, is] = [textsById(before[kind]), textsById(now[kind])];
    const added = [...is.keys()].filter((id) => !was.has(id));
    const changed = [...is].filter(([id, text]) => was.has(id) && was.get(id) !== text).map(([id]) => id);
    const gone = [...was.keys()].filter((id) => !is.has(id));
    return added.length + changed.length + gone.length === 0 ? [] : [{ kind, added, changed, gone }];
  });
}

function textsById(records: KnowledgeRecords[keyof KnowledgeRecords]): ReadonlyMap<string, string> {
  const list: readonly { readonly id: string }[] = Array.isArray(records) ? records : [records];
  return new Map(list.map((record) => [record.id, JSON.stringify(record)]));
}
