import type { Poll } from '../../domain/poll/poll.ts';

/** Polls with nothing left to do, held for whoever looks through all of a server's: some are typed for letter by letter. */
export interface RestingPolls {
  /** Those of a server that are held, to look in and to fill. */
  of(guildId: string): Map<string, Poll>;
  /** What has been written of a poll: held only where its server's are, and while it is at rest. */
  written(poll: Poll, isAtRest: boolean): void;
  /** Lets go of the servers not asked for the longest, until no more than `most` polls are held. */
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
