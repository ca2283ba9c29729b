import { heardSpeaking, newServer, type Server } from '../domain/server.ts';
import type { Change, Store } from '../storage/index.ts';
import { serverRecord } from '../storage/kinds.ts';
import { createKeyedQueue } from '../util/keyed-queue.ts';

/** What each server has set. One shard owns a server, so the queue of this process is enough to keep changes in order. */
export interface Servers {
  get(guildId: string): Promise<Server>;
  /** Servers of which something is kept, among these. */
  getMany(guildIds: Iterable<string>): Promise<ReadonlyMap<string, Server>>;
  /** Saves what `change` makes of the server, together with `others`: all of it or nothing. */
  update(guildId: string, change: (server: Server) => Server, others?: readonly Change[]): Promise<Server>;
  /** The server, which Discord says reads in this language: kept from when it is first heard, unless it chose its own. */
  meet(guildId: string, language: string): Promise<Server>;
}

/** A shard holds 2,500; of most of them a record is some hundred bytes. */
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
