import { type Additions, isEmpty, noAdditions } from '../../domain/additions/additions.ts';
import { assembleWith, createViewCache, type Knowledge } from '../../domain/knowledge/index.ts';
import { livingKnowledge } from '../../domain/knowledge/living.ts';
import type { AdditionWords } from '../../domain/knowledge/merge-additions.ts';
import type { Change, Store } from '../../storage/index.ts';
import { additionsRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

/** What each server's moderators added, and the knowledge that results from it. One shard owns a server. */
export interface AdditionsBook {
  /**
   * The current knowledge, for each server with what was added there. A server that `returnTo` was not called for has
   * the data alone.
   */
  readonly knowledge: Knowledge;
  /** Reads what these servers added. A server whose record cannot be read has the data alone until it can. */
  returnTo(guildIds: readonly string[]): Promise<void>;
  of(guildId: string): Additions;
  /** The servers that added something. */
  servers(): readonly string[];
  /**
   * Saves what `change` makes of a server's additions, together with `others`: all of it or nothing. Changes of one
   * server run one after the other. When `change` returns undefined, nothing is saved.
   *
   * @throws DamagedRecordError when what was added before cannot be read
   */
  update<T extends { readonly additions: Additions }>(
    guildId: string,
    change: (additions: Additions) => T | undefined,
    others?: (changed: T) => readonly Change[],
  ): Promise<T | undefined>;
}

/** Views held in memory for servers that added something; making another takes some milliseconds. */
const VIEWS_HELD = 200;

export function createAdditionsBook(parts: {
  store: Store;
  /** The series' data without additions; another object after a reload. */
  data: () => Knowledge;
  words: AdditionWords;
}): AdditionsBook {
  const { data, words } = parts;
  const records = parts.store.records(additionsRecord);
  const queue = createKeyedQueue();
  const views = createViewCache(VIEWS_HELD);
  /** Only servers that added something are held; the others cost nothing. */
  const added = new Map<string, Additions>();
  const assembled = new Map<string, { readonly data: Knowledge; readonly knowledge: Knowledge }>();

  function hold(guildId: string, additions: Additions): void {
    assembled.delete(guildId);
    if (isEmpty(additions)) added.delete(guildId);
    else added.set(guildId, additions);
  }

  function forServer(guildId: string): Knowledge {
    const additions = added.get(guildId);
    if (additions === undefined) return data();
    const held = assembled.get(guildId);
    if (held?.data === data()) return held.knowledge;
    const knowledge = assembleWith(data(), additions, words, views);
    assembled.set(guildId, { data: data(), knowledge });
    return knowledge;
  }

  const knowledge = livingKnowledge(data, forServer);

  return {
    knowledge,
    async returnTo(guildIds) {
      const kept = await records.getMany(guildIds, () => {});
      for (const [guildId, additions] of kept) if (!added.has(guildId)) hold(guildId, additions);
    },
    servers: () => [...added.keys()],
    of: (guildId) => added.get(guildId) ?? noAdditions,
    update: (guildId, change, others = () => []) =>
      queue.run(guildId, async () => {
        const changed = change((await records.get(guildId)) ?? noAdditions);
        if (changed === undefined) return undefined;
        await parts.store.write([...others(changed), records.putting(guildId, changed.additions)]);
        hold(guildId, changed.additions);
        return changed;
      }),
  };
}
