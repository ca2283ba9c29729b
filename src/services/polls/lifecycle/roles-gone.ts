import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import { withRoleGone } from '../../../domain/poll/change-poll.ts';
import { isForEveryone, type Poll } from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import type { PollParts } from '../poll-parts.ts';

/** What happens to a poll for a role that no longer exists: its message says so, and the moderators are told once. */
export interface RolesGone {
  /** Call it when a role of a server was deleted. */
  roleGone(guildId: string, roleId: string): Promise<void>;
  /** Finds out whether the poll's role was deleted while the bot was away. */
  lookForRole(poll: Poll): Promise<void>;
}

export function createRolesGone(
  parts: Pick<PollParts, 'book' | 'publisher' | 'servers' | 'log'> & {
    store: Store;
    telling?: ((guildId: string, notice: Notice) => Change) | undefined;
    changed: (pollId: string) => void;
  },
): RolesGone {
  const { book, publisher, servers, store, telling, changed, log } = parts;

  async function set(gone: Poll, isGone: boolean): Promise<void> {
    const { id, guildId, roleId } = gone;
    const { language } = await servers.get(guildId);
    const named = pollInNotice(gone, language);
    const notice = { kind: 'poll-role-gone', ...named } as const;
    const [poll] = await book.updateAll(
      [id],
      (current) => (current.roleId === roleId ? withRoleGone(current, isGone) : undefined),
      (changes) => {
        const told = isGone && changes.length > 0 ? telling?.(guildId, notice) : undefined;
        return store.write(told === undefined ? changes : [...changes, told]);
      },
    );
    if (poll === undefined) return;
    log.info({ pollId: id, roleId, isGone }, 'The role of a poll was looked for');
    changed(id);
  }

  return {
    async roleGone(guildId, roleId) {
      for (const poll of book.liveOf(guildId)) if (poll.roleId === roleId) await set(poll, true);
    },
    async lookForRole(poll) {
      if (isForEveryone(poll) || poll.roleId === undefined) return;
      const roles = await publisher.rolesOf?.(poll.guildId);
      if (roles !== undefined) await set(poll, !roles.has(poll.roleId));
    },
  };
}
