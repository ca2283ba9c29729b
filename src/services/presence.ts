import { isFormerMember } from '../domain/former-member.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import type { Publisher } from './publisher.ts';

/**
 * Who is still in a server. Discord does not tell the bot, which keeps no list of members: it asks about those it is
 * about to show.
 */
export interface Presence {
  /**
   * Which of these members have left the server. A member who had their data erased counts as gone; one who cannot be
   * asked about now counts as there. Costs one request each, none for members asked about in the last ten minutes.
   */
  gone(guildId: string, userIds: readonly string[]): Promise<ReadonlySet<string>>;
}

const HOLDS_FOR_MS = 600_000;
const MOST_HELD = 5_000;

export function createPresence(parts: { publisher: Pick<Publisher, 'memberRoles'>; clock: Clock; log: Log }): Presence {
  const { publisher, clock, log } = parts;
  const held = new Map<string, { readonly isGone: boolean; readonly atMs: number }>();

  async function ask(guildId: string, userId: string): Promise<boolean> {
    const key = `${guildId}/${userId}`;
    const known = held.get(key);
    if (known !== undefined && clock.now() - known.atMs < HOLDS_FOR_MS) return known.isGone;
    try {
      const isGone = (await publisher.memberRoles(guildId, userId)) === undefined;
      held.delete(key);
      held.set(key, { isGone, atMs: clock.now() });
      const [oldest] = held.size > MOST_HELD ? held.keys() : [];
      if (oldest !== undefined) held.delete(oldest);
      return isGone;
    } catch (err) {
      log.info({ err, guildId }, 'Whether a member is still in the server could not be asked');
      return false;
    }
  }

  return {
    async gone(guildId, userIds) {
      const answers = await Promise.all(
        userIds.map(async (userId) => (isFormerMember(userId) || (await ask(guildId, userId)) ? [userId] : [])),
      );
      return new Set(answers.flat());
    },
  };
}
