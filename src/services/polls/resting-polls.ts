import type { Poll } from '../../domain/poll/poll.ts';

/**
 * Polls at rest, held in memory for searches over all polls of a server; autocomplete runs such a search at every
 * keystroke.
 */
export interface RestingPolls {
  /** The held polls of a server by id, to read and to add to. */
  of(guildId: string): Map<string, Poll>;
  /** A poll was written: holds it if its server's polls are held and it is at rest; drops it otherwise. */
  written(poll: Poll, isAtRest: boolean): void;
  /** Drops a server whose polls are gone. */
  drop(guildId: string): void;
  /** Drops the servers that were asked for longest ago, until no more than `most` polls are held. */
  trim(): void;
}

export function createRestingPolls(most: number): RestingPolls {
  const servers = new Map<string, Map<string, Poll>>();

  return {
    of(guildId) {
      const polls = servers.get(guildId) ?? new Map<string, Poll>();
      servers.delete(guildId);
      servers.set(guildId, polls);
      return polls;
    },
    written(poll, isAtRest) {
      const polls = servers.get(poll.guildId);
      if (isAtRest) polls?.set(poll.id, poll);
      else polls?.delete(poll.id);
    },
    drop: (guildId) => void servers.delete(guildId),
    trim() {
      let held = 0;
      for (const polls of servers.values()) held += polls.size;
      for (const [guildId, polls] of servers) {
        if (held <= most) return;
        servers.delete(guildId);
        held -= polls.size;
      }
    },
  };
}
