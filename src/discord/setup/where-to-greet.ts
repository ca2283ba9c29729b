import {
  type APIOverwrite,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import { grantedIn } from '../contract/permission-bits.ts';

/** A text channel, as far as its place in the list and who may write there go. */
interface Writable {
  readonly id: string;
  readonly position: number;
  readonly parentId: string | null;
  readonly overwrites: readonly APIOverwrite[];
}

/**
 * Where the bot may say its first words in a server that it was just added to, best first: the channel for the server's own
 * messages, then the others as Discord's client lists them. Never where the rules stand, and never in an announcement
 * channel, which other servers may follow. Empty where it may write nowhere.
 */
export function whereToGreet(guild: GatewayGuildCreateDispatchData, ownId: string): readonly string[] {
  const own = { userId: ownId, roleIds: ownRoles(guild, ownId), guildId: guild.id };
  const { system_channel_id: system, rules_channel_id: rules } = guild;
  const placeOf = categoryPlaces(guild);
  const texts = guild.channels.flatMap((channel): Writable[] =>
    channel.type === ChannelType.GuildText && channel.id !== rules
      ? [
          {
            id: channel.id,
            position: channel.position,
            parentId: channel.parent_id ?? null,
            overwrites: channel.permission_overwrites ?? [],
          },
        ]
      : [],
  );
  const mayWrite = ({ overwrites }: Writable) => {
    const granted = grantedIn(own, guild.roles, overwrites);
    return (granted & P.Administrator) !== 0n || (granted & WRITE) === WRITE;
  };
  const rank = ({ id, parentId, position }: Writable) => [id === system ? 0 : 1, placeOf(parentId), position] as const;
  return texts
    .filter(mayWrite)
    .sort((a, b) => compare(rank(a), rank(b)) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .map(({ id }) => id);
}

const WRITE = P.ViewChannel | P.SendMessages;

/** Its own membership comes along; where it does not, the role that was made for it is known by its tags. */
function ownRoles({ members, roles }: GatewayGuildCreateDispatchData, ownId: string): readonly string[] {
  const member = members.find(({ user }) => user.id === ownId);
  return member?.roles ?? roles.flatMap(({ id, tags }) => (tags?.bot_id === ownId ? id : []));
}

/** What stands in no category comes first. */
function categoryPlaces({ channels }: GatewayGuildCreateDispatchData): (parentId: string | null) => number {
  const places = new Map(
    channels.flatMap((channel) =>
      channel.type === ChannelType.GuildCategory ? [[channel.id, channel.position] as const] : [],
    ),
  );
  return (parentId) => (parentId === null ? -1 : (places.get(parentId) ?? -1));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
