import type { Poll } from '../../domain/poll/poll.ts';

/**
 * Polls at rest, held in memory for whatever looks through all polls of a server, as autocomplete does at every
 * keystroke.
 */
export interface RestingPolls<Held> {
  /** The held polls of a server by id, to read and to add to. */
  of(guildId: string): Map<string, Held>;
  /** A poll was written: holds it if its server's polls are held and it is at rest; drops it otherwise. */
  written(poll: Poll, isAtRest: boolean): void;
  /** Drops a server whose polls are gone. */
  drop(guildId: string): void;
  /** Drops the servers that were asked for longest ago, until no more than `most` polls are held. Returns which. */
  trim(): readonly string[];
}

/** @param heldAs what is held of a poll */
export function createRestingPolls<Held>(most: number, heldAs: (poll: Poll) => Held): RestingPolls<Held> {
  const servers = new Map<string, Map<string, Held>>();

  return {
    of(guildId) {
      const polls = servers.get(guildId) ?? new Map<string, Held>();
      servers.delete(guildId);
      servers.set(guildId, polls);
      return polls;
    },
    written(poll, isAtRest) {
      const polls = servers.get(poll.guildId);
      if (isAtRest) polls?.set(poll.id, heldAs(poll));
      else polls?.delete(poll.id);
    },
    drop: (guildId) => void servers.delete(guildId),
    trim() {
      let held = 0;
      for (const polls of servers.values()) held += polls.size;
      const dropped: string[] = [];
      for (const [guildId, polls] of servers) {
        if (held <= most) break;
        servers.delete(guildId);
        held -= polls.size;
        dropped.push(guildId);
      }
      return dropped;
    },
  };
}
