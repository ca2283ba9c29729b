import type { Store } from '../storage/index.ts';
import {
  additionsRecord,
  ballotRecord,
  feedMemoryRecord,
  feedRecord,
  noticeRecord,
  outboxRecord,
  pollRecord,
  recognitionRecord,
  splitRecord,
  subscriptionRecord,
  votersRecord,
} from '../storage/kinds.ts';
import type { Servers } from './servers.ts';

/** Kinds of records of a server that may be damaged, named as its moderators know them. */
const damagedThings = ['poll', 'vote', 'subscription', 'feed', 'pattern', 'notice', 'addition'] as const;
export type DamagedThing = (typeof damagedThings)[number];

/** How many of each kind are damaged, counting only records that this process has tried to read. */
export type Damage = ReadonlyMap<DamagedThing, number>;

/** Tells which of a server's records are damaged, among those that this process has tried to read. */
export type DamageIn = (guildId: string) => Promise<Damage>;

const THINGS: ReadonlyMap<string, DamagedThing> = new Map([
  [pollRecord.name, 'poll'],
  [splitRecord.name, 'poll'],
  [ballotRecord.name, 'vote'],
  [votersRecord.name, 'vote'],
  [subscriptionRecord.name, 'subscription'],
  [outboxRecord.name, 'subscription'],
  [feedRecord.name, 'feed'],
  [feedMemoryRecord.name, 'feed'],
  [recognitionRecord.name, 'pattern'],
  [noticeRecord.name, 'notice'],
  [additionsRecord.name, 'addition'],
]);

export function createDamageIn(parts: {
  store: Pick<Store, 'damaged'>;
  servers: Servers;
  /** The keys of the feeds that a server subscribes to. */
  feedKeysOf: (guildId: string) => Iterable<string>;
}): DamageIn {
  const { store, servers, feedKeysOf } = parts;
  return async (guildId) => {
    const damaged = store.damaged();
    if (damaged.length === 0) return new Map();
    const { pollIds, subscriptionIds } = await servers.get(guildId);
    const own = new Set([guildId, ...pollIds, ...subscriptionIds, ...feedKeysOf(guildId)]);
    const found = new Map<DamagedThing, number>();
    for (const { kind, key } of damaged) {
      const thing = THINGS.get(kind);
      // The key of a ballot, and of a chunk of the list of voters, begins with its poll's id.
      const of = thing === 'vote' ? (key.split('/')[0] ?? key) : key;
      if (thing !== undefined && own.has(of)) found.set(thing, (found.get(thing) ?? 0) + 1);
    }
    return found;
  };
}
