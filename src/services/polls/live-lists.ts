import type { Poll } from '../../domain/poll/poll.ts';
import type { Server } from '../../domain/server.ts';
import type { Change, Store } from '../../storage/index.ts';
import { livePollsRecord } from '../../storage/kinds.ts';

type PollInServer = Pick<Poll, 'id' | 'guildId'>;

/**
 * Which polls of each server may have something left to do, kept so that a start does not read the thousands that are
 * at rest. A list on disk may name polls that are at rest by now; it never lacks one that is not.
 */
export interface LiveLists {
  /**
   * The polls of these servers that may be live: all of a server's where no list of them is kept. From then on their
   * lists are kept up.
   */
  read(servers: ReadonlyMap<string, Server>): Promise<readonly string[]>;
  /** What to write together with a live poll: nothing where the list on disk has it. `isNew`: the server's newest. */
  entering(poll: PollInServer, isNew?: boolean): readonly Change[];
  /** That is written. */
  entered(poll: PollInServer): void;
  /** The poll is at rest or gone: it is left out when the list is next written. */
  left(poll: PollInServer): void;
  removing(guildId: string): Change;
  /** Drops the list of a server that is gone from memory. */
  drop(guildId: string): void;
}

interface LiveList {
  readonly pollIds: Set<string>;
  /** Those that are certainly in the list on disk. */
  readonly written: Set<string>;
  newest: string | undefined;
}

export function createLiveLists(store: Store): LiveLists {
  const records = store.records(livePollsRecord);
  const lists = new Map<string, LiveList>();
  /** Live polls of servers whose lists are not kept up yet: opened while the others are still being read. */
  const early = new Map<string, Set<string>>();
  const removing = (guildId: string) => records.removing(guildId);

  return {
    async read(servers) {
      const withPolls = [...servers].filter(([, { pollIds }]) => pollIds.length > 0);
      const kept = await records.getMany(
        withPolls.map(([guildId]) => guildId),
        () => {},
      );
      return [...servers].flatMap(([guildId, { pollIds }]) => {
        const newest = pollIds.at(-1);
        const list = kept.get(guildId);
        // With another newest poll, the list is of before some that a program without such lists has opened.
        const onDisk = list?.newest === newest ? (list?.pollIds ?? []) : undefined;
        const known = lists.get(guildId);
        const asked = onDisk ?? pollIds;
        lists.set(guildId, {
          pollIds: new Set([...(known?.pollIds ?? []), ...(early.get(guildId) ?? []), ...asked]),
          written: new Set([...(known?.written ?? []), ...(onDisk ?? [])]),
          newest: known?.newest ?? newest,
        });
        early.delete(guildId);
        return asked;
      });
    },
    entering({ id, guildId }, isNew = false) {
      const list = lists.get(guildId);
      // It is not known what else is live there: without a list, all polls will be read.
      if (list === undefined) {
        early.set(guildId, (early.get(guildId) ?? new Set()).add(id));
        return [removing(guildId)];
      }
      if (isNew) list.newest = id;
      if (list.written.has(id) && !isNew) return [];
      list.pollIds.add(id);
      return [records.puttingLate(guildId, () => ({ pollIds: [...list.pollIds], newest: list.newest ?? '' }))];
    },
    entered: ({ id, guildId }) => void lists.get(guildId)?.written.add(id),
    left({ id, guildId }) {
      early.get(guildId)?.delete(id);
      lists.get(guildId)?.pollIds.delete(id);
      lists.get(guildId)?.written.delete(id);
    },
    removing,
    drop(guildId) {
      lists.delete(guildId);
      early.delete(guildId);
    },
  };
}
