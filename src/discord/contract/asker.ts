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

/** Who is asking, where, and in which language they and the place read. */
export interface Asker {
  readonly interactionId: string;
  /** When they did it, by Discord's own time: in ms since 1970. */
  readonly askedAtMs: number;
  /** The bot's own application. */
  readonly applicationId: string;
  readonly userId: string;
  /** As the others there read it. Text of a member's: escape it, or draw it. */
  readonly name: string;
  readonly roleIds: readonly string[];
  /** Discord's permission bits of the asker in this channel. */
  readonly permissions: bigint;
  /** The bot's own permission bits in this channel. */
  readonly appPermissions: bigint;
  readonly channelType: ChannelType | undefined;
  readonly channelName: string | undefined;
  readonly place: Place;
  readonly language: Language;
  /** In which the server reads: its own choice, else as Discord says. */
  readonly placeLanguage: Language;
  /** By which a time that they write without a zone is read. */
  readonly zone: string;
  /** Where the server's polls go unless somebody says otherwise; absent = where they are opened. */
  readonly pollsIn?: { readonly id: string; readonly name?: string | undefined };
  /** What Discord says of the server. */
  readonly discordLanguage: Language;
}

/** Everything is taken from the interaction itself: nothing needs to be cached or fetched. */
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

/** Whether Discord lets them manage the server, as far as the channel they ask in tells. */
export function managesServer({ permissions }: Pick<Asker, 'permissions'>): boolean {
  return (permissions & PermissionFlagsBits.ManageGuild) !== 0n;
}

/**
 * Whether the bot is in the server itself. Where a person alone brought it along, the server has chosen nothing of it, and
 * the place is theirs, as a direct message is.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
function isInstalledThere(interaction: Partial<APIInteraction>): boolean {
  // Compatible servers may not know of it; everything is then as it was before there was another way.
  const owners = interaction.authorizing_integration_owners ?? {};
  return (
    owners[ApplicationIntegrationType.GuildInstall] !== undefined ||
    owners[ApplicationIntegrationType.UserInstall] === undefined
  );
}
