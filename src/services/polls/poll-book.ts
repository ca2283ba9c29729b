import type { Poll } from '../../domain/poll/poll.ts';
import type { Store } from '../../storage/index.ts';
import { pollRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import type { Servers } from '../servers.ts';

/** The polls of the servers that this process serves. Those with something left to do are held in memory. */
export interface PollBook {
  /** Reads the polls of these servers that are not at rest. */
  load(guildIds: readonly string[]): Promise<void>;
  add(poll: Poll): Promise<void>;
  get(pollId: string): Promise<Poll | undefined>;
  /** Polls not at rest: open, locked, or owing the channel a message. */
  live(): readonly Poll[];
  /** The live poll whose message this is. From memory: every reaction anywhere asks. */
  byMessage(messageId: string): Poll | undefined;
  ofServer(guildId: string): Promise<readonly Poll[]>;
  /**
   * Saves what `change` makes of the poll, one change after the other. Undefined when it makes nothing of it, or there is
   * no such poll; in memory it changes only once it is on disk.
   */
  update(
    pollId: string,
    change: (poll: Poll) => Poll | undefined | Promise<Poll | undefined>,
  ): Promise<Poll | undefined>;
}

/** Nothing is left to do: no vote, no message owed. Corrections wake it again. */
export function atRest(poll: Poll): boolean {
  const owes = poll.resultMessages.some((message) => message.id === undefined);
  const shown = poll.shown.lock && poll.shown.results === poll.results.length;
  return (poll.state === 'settled' || poll.state === 'void') && shown && !owes;
}

export function createPollBook(parts: { store: Store; servers: Servers; log: Log }): PollBook {
  const { store, servers, log } = parts;
  const records = store.records(pollRecord);
  const queue = createKeyedQueue();
  const live = new Map<string, Poll>();
  const byMessage = new Map<string, string>();

  function hold(poll: Poll): void {
    if (poll.message.id !== undefined) byMessage.set(poll.message.id, poll.id);
    if (!atRest(poll)) live.set(poll.id, poll);
    else {
      live.delete(poll.id);
      if (poll.message.id !== undefined) byMessage.delete(poll.message.id);
    }
  }

  async function read(ids: Iterable<string>): Promise<readonly Poll[]> {
    const found = await records.getMany(ids, (err) => log.error({ err }, 'A poll cannot be read; the others go on'));
    return [...found.values()];
  }

  return {
    async load(guildIds) {
      const found = await servers.getMany(guildIds);
      for (const poll of await read([...found.values()].flatMap((server) => server.pollIds))) hold(poll);
    },
    async add(poll) {
      await servers.update(
        poll.guildId,
        (server) => ({ ...server, pollIds: [...server.pollIds.filter((id) => id !== poll.id), poll.id] }),
        [records.putting(poll.id, poll)],
      );
      hold(poll);
    },
    get: async (pollId) => live.get(pollId) ?? records.get(pollId),
    live: () => [...live.values()],
    byMessage(messageId) {
      const pollId = byMessage.get(messageId);
      return pollId === undefined ? undefined : live.get(pollId);
    },
    ofServer: async (guildId) => read((await servers.get(guildId)).pollIds),
    update: (pollId, change) =>
      queue.run(pollId, async () => {
        const poll = live.get(pollId) ?? (await records.get(pollId));
        const changed = poll === undefined ? undefined : await change(poll);
        if (changed === undefined) return undefined;
        await records.put(pollId, changed);
        hold(changed);
        return changed;
      }),
  };
}
