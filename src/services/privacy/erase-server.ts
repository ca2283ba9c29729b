import type { Store } from '../../storage/index.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { Notices } from '../notices.ts';
import type { Polls } from '../polls/polls.ts';
import { keptKinds } from './kept.ts';

/**
 * Removes all that is kept of a server: first what services hold in memory, then every other record that belongs to it.
 */
export async function eraseServer(
  parts: {
    readonly store: Store;
    readonly polls: Pick<Polls, 'forgetting'>;
    readonly subscriptions: Pick<Announcements['subscriptions'], 'forgetServer'>;
    readonly notices: Pick<Notices, 'forgetServer'>;
  },
  guildId: string,
): Promise<void> {
  const { store } = parts;
  await parts.subscriptions.forgetServer(guildId);
  await parts.polls.forgetting.forgetServer(guildId);
  await parts.notices.forgetServer(guildId);
  for (const { kind, keeping } of keptKinds) {
    if (keeping.of !== 'server') continue;
    const records = store.records(kind);
    for await (const keys of records.keys(`${guildId}/`)) await store.write(keys.map((key) => records.removing(key)));
    await records.remove(guildId);
  }
}
