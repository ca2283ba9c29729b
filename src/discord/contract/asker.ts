import {
  type APIInteraction,
  ApplicationIntegrationType,
  type ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { zoneOf } from '../../domain/server.ts';
import { type Language, languageOf } from '../../i18n/sentences.ts';
import type { Place } from '../../services/place.ts';
import { channelOfThread } from './channel-kinds.ts';

/** The member who acts, where, and the languages that they and the place use. */
export interface Asker {
  readonly interactionId: string;
  /** When they acted, by Discord's time, in ms since 1970. */
  readonly askedAtMs: number;
  /** The id of the bot's own application. */
  readonly applicationId: string;
  readonly userId: string;
  /** The asker's name as others in that place see it. It is text of a member: escape it, or draw it. */
  readonly name: string;
  readonly roleIds: readonly string[];
  /** The asker's permission bits in this channel. */
  readonly permissions: bigint;
  /** The bot's own permission bits in this channel. */
  readonly appPermissions: bigint;
  readonly channelType: ChannelType | undefined;
  readonly channelName: string | undefined;
  readonly place: Place;
  readonly language: Language;
  /** The language of the server: its own choice, else the one Discord reports. */
  readonly placeLanguage: Language;
  /** The zone for times that they write without one. */
  readonly zone: string;
  /** The channel for the server's polls; absent = the one where the command is given. */
  readonly pollsIn?: { readonly id: string; readonly name?: string | undefined };
  /** The language that Discord reports for the server. */
  readonly discordLanguage: Language;
}

/** Everything is taken from the interaction itself, so nothing is cached or fetched. */
export function askerOf(interaction: APIInteraction, askedAtMs: number): Asker {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) throw new Error(`Interaction ${interaction.id} names no user`);
  const channel = interaction.channel;
  const locale = 'locale' in interaction ? interaction.locale : undefined;
  const parentId = channel !== undefined && 'parent_id' in channel ? (channel.parent_id ?? undefined) : undefined;
  return {
    interactionId: interaction.id,
    askedAtMs,
    applicationId: interaction.application_id,
    userId: user.id,
    name: interaction.member?.nick ?? user.global_name ?? user.username,
    roleIds: interaction.member?.roles ?? [],
    permissions: BigInt(interaction.member?.permissions ?? '0'),
    appPermissions: BigInt(interaction.app_permissions),
    channelType: channel?.type,
    channelName: channel !== undefined && 'name' in channel ? (channel.name ?? undefined) : undefined,
    place: {
      guildId: isInstalledThere(interaction) ? interaction.guild_id : undefined,
      channelId: channel?.id ?? '',
      parentChannelId: channelOfThread({ type: channel?.type, parentId }),
    },
    language: languageOf(locale),
    placeLanguage: languageOf(interaction.guild_locale ?? locale),
    zone: zoneOf({ language: languageOf(interaction.guild_locale ?? locale) }),
    discordLanguage: languageOf(interaction.guild_locale ?? locale),
  };
}

/** Whether they have Manage Server, judged by their permissions in this channel. */
export function managesServer({ permissions }: Pick<Asker, 'permissions'>): boolean {
  return (permissions & PermissionFlagsBits.ManageGuild) !== 0n;
}

/**
 * Whether the bot is a member of the server. If a user installed it only for themselves, the server has no settings,
 * and the place is treated like a direct message.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
function isInstalledThere(interaction: Partial<APIInteraction>): boolean {
  // Servers compatible with Discord may not send this field; the bot then counts as a member.
  const owners = interaction.authorizing_integration_owners ?? {};
  return (
    owners[ApplicationIntegrationType.GuildInstall] !== undefined ||
    owners[ApplicationIntegrationType.UserInstall] === undefined
  );
}
