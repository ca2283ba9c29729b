import { heardSpeaking, newServer, type Server } from '../domain/server.ts';
import type { Change, Store } from '../storage/index.ts';
import { serverRecord } from '../storage/kinds.ts';
import { createKeyedQueue } from '../util/keyed-queue.ts';

/** What each server has set. One shard owns a server, so the queue of this process is enough to keep changes in order. */
export interface Servers {
  get(guildId: string): Promise<Server>;
  /** Those of these servers that have a record. */
  getMany(guildIds: Iterable<string>): Promise<ReadonlyMap<string, Server>>;
  /** Saves what `change` makes of the server's settings, together with `others`: all of it or nothing. */
  update(guildId: string, change: (server: Server) => Server, others?: readonly Change[]): Promise<Server>;
  /**
   * The server's settings. `language` is the one Discord says the server uses: kept when it is first heard, unless the
   * server chose another.
   */
  meet(guildId: string, language: string): Promise<Server>;
}

/** A shard holds up to 2,500 servers; most records take some hundred bytes. */
const MOST_HELD = 5_000;

export function createServers(store: Store): Servers {
  const records = store.records(serverRecord);
  const held = store.held(serverRecord, MOST_HELD);
  const queue = createKeyedQueue();
  const get = async (guildId: string) => (await held.get(guildId)) ?? newServer;

  const update: Servers['update'] = (guildId, change, others = []) =>
    queue.run(guildId, async () => {
      const server = change(await get(guildId));
      await store.write([...others, records.putting(guildId, server)]);
      return server;
    });

  return {
    get,
    getMany: (guildIds) => records.getMany(guildIds, () => {}),
    async meet(guildId, language) {
      const server = await get(guildId);
      const met = heardSpeaking(server, language);
      return met === server ? server : update(guildId, (current) => heardSpeaking(current, language));
    },
    update,
  };
}
