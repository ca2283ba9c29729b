import { createAnnouncements } from '../../src/services/announcements/announcements.ts';
import { createNotices } from '../../src/services/notices.ts';
import { createPollBook, type PollBook } from '../../src/services/polls/poll-book.ts';
import { createScheduler, type Scheduler } from '../../src/services/scheduler.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore, type Store } from '../../src/storage/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { type Clock, createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { createSimulatedDiscord } from '../../testkit/announcements/simulated-discord.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';
import { keepServer } from './kept-server.ts';

/** A store with the data of many servers, as a bot leaves it when it ends, in the memory of this process. */
export interface KeptServers {
  readonly guildIds: readonly string[];
  readonly store: Store;
  /** Creates the services that hold the servers, with nothing loaded yet. Feeds never have new entries. */
  begin(): ServersHere;
}

export interface ServersHere {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announcements: ReturnType<typeof createAnnouncements>;
  readonly polls: PollBook;
  /** Reads the data of all servers from the store, as a start does. */
  load(): Promise<void>;
}

/** @param feedOf the URL of the feed of each server, by its number; undefined = a feed that no other server has */
export async function keepServers(
  servers: number,
  feedOf: (server: number) => string | undefined = () => undefined,
): Promise<KeptServers> {
  const clock = createSystemClock();
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: clock });
  const guildIds = Array.from({ length: servers }, (_, server) => `g${server}`);
  for (const [server, guildId] of guildIds.entries()) await keepServer(store, guildId, feedOf(server));
  return {
    guildIds,
    store,
    begin() {
      const scheduler = createScheduler({ clock, log });
      const kept = createServers(store);
      const chance = createSeededChance(1);
      const { publisher } = createSimulatedDiscord({ clock, chance, troubleOf: () => undefined, failuresPerMille: 0 });
      const shared = { store, servers: kept, publisher, clock, log, scheduler };
      const announcements = createAnnouncements({
        ...shared,
        chance,
        notices: createNotices(shared),
        knowledge: seriesKnowledge(),
        reader: { read: async () => ({ kind: 'unchanged' }), close: async () => {} },
        intervalSeconds: 900,
        shardOf: () => 0,
        episodeOut: async () => {},
        episodeNotOut: async () => {},
        pollsOf: async () => [],
      });
      const polls = createPollBook({ store, servers: kept });
      return {
        ...{ clock, scheduler, announcements, polls },
        async load() {
          await announcements.upkeep.returnTo(guildIds);
          await polls.load(guildIds);
        },
      };
    },
  };
}
