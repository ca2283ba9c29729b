import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import type { Server } from '../domain/server.ts';
import type { Members } from './members.ts';
import type { Place } from './place.ts';
import type { Servers } from './servers.ts';

/** Who may read an answer, and how far these readers have watched. */
export interface Reading {
  /** `public` only where the server (or the channel) has a horizon and the asker did not want a private answer. */
  readonly audience: 'public' | 'private';
  /** What the answer may show. */
  readonly horizon: Horizon;
  /** What the asker alone may see. */
  readonly privateHorizon: Horizon;
  /** What the asker has set; undefined = they never set one. */
  readonly own: Horizon | undefined;
  /** Neither the asker nor this place has a horizon: the answer asks for one. */
  readonly unset: boolean;
}

interface Channel {
  readonly channelId: string;
  readonly parentChannelId?: string | undefined;
}

export interface ReadingService {
  /** A private answer uses the member's own horizon, else the channel's; a public one the lower of the two. */
  of(place: Place, userId: string, wish: { private: boolean }): Promise<Reading>;
  /** What everybody in a channel may be shown; undefined where neither channel nor server has set anything. */
  ofChannel(place: Place): Promise<Horizon | undefined>;
  /**
   * The same for settings that are given (as they are, or as they are about to be); without a channel, for the server
   * as a whole.
   */
  inServer(server: Server, place: { readonly guildId: string } & Partial<Channel>): Horizon | undefined;
}

export function createReadingService(parts: {
  knowledge: Knowledge;
  servers: Servers;
  members: Members;
}): ReadingService {
  const { knowledge, servers, members } = parts;
  // After a change of the data a horizon may name an episode that is gone: it then counts as never set.
  const known = (guildId: string | undefined, horizon: Horizon | undefined) =>
    horizon === undefined ? undefined : knowledge.forServer(guildId).held(horizon);

  const inServer: ReadingService['inServer'] = (server, { guildId, channelId, parentChannelId }) =>
    known(guildId, server.channels[parentChannelId ?? channelId ?? '']) ?? known(guildId, server.horizon);

  async function ofChannel({ guildId, ...channel }: Place): Promise<Horizon | undefined> {
    return guildId === undefined ? undefined : inServer(await servers.get(guildId), { guildId, ...channel });
  }

  return {
    ofChannel,
    inServer,
    async of(place, userId, wish) {
      const [channel, member] = await Promise.all([ofChannel(place), members.get(userId)]);
      const own = known(place.guildId, member.horizon);
      const privateHorizon = own ?? channel ?? 'none';
      if (channel === undefined || wish.private) {
        return {
          audience: 'private',
          horizon: privateHorizon,
          privateHorizon,
          own,
          unset: (own ?? channel) === undefined,
        };
      }
      return {
        audience: 'public',
        horizon: knowledge.forServer(place.guildId).lowerHorizon(channel, own ?? channel),
        privateHorizon,
        own,
        unset: false,
      };
    },
  };
}
