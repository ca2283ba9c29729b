import {
  type APIOverwrite,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import { grantedIn } from '../contract/permission-bits.ts';

/** A text channel, reduced to its place in the list and its overwrites. */
interface Writable {
  readonly id: string;
  readonly position: number;
  readonly parentId: string | null;
  readonly overwrites: readonly APIOverwrite[];
}

/**
 * The channels in which the bot may post its greeting, best first: the channel for system messages, then the others in
 * the order of Discord's client. The rules channel and announcement channels (which other servers may follow) are left
 * out. Empty where the bot may write nowhere.
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

/** The bot's role ids: from its membership in the event, or without that, the role whose tags name the bot. */
function ownRoles({ members, roles }: GatewayGuildCreateDispatchData, ownId: string): readonly string[] {
  const member = members.find(({ user }) => user.id === ownId);
  return member?.roles ?? roles.flatMap(({ id, tags }) => (tags?.bot_id === ownId ? id : []));
}

/** Positions of categories; channels without a category come first. */
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
