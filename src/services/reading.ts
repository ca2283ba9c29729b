import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import type { Server } from '../domain/server.ts';
import type { Members } from './members.ts';
import type { Place } from './place.ts';
import type { Servers } from './servers.ts';

/** How far the readers of an answer have watched, and who they may be. */
export interface Reading {
  /** `public` only where a server (or its channel) has set a horizon and the asker did not want it private. */
  readonly audience: 'public' | 'private';
  /** What the answer may show. */
  readonly horizon: Horizon;
  /** What the asker alone may see. */
  readonly privateHorizon: Horizon;
  /** What the asker has set; undefined = never said. */
  readonly own: Horizon | undefined;
  /** Nobody has said how far this asker, or this place, has watched: the answer asks. */
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
  /** The same, by what this server has set, or is about to; without a channel, for the server as a whole. */
  inServer(server: Server, place: { readonly guildId: string } & Partial<Channel>): Horizon | undefined;
}

export function createReadingService(parts: {
  knowledge: Knowledge;
  servers: Servers;
  members: Members;
}): ReadingService {
  const { knowledge, servers, members } = parts;
  // A horizon kept from before the data changed may name an episode that is gone: it then counts as never set.
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
