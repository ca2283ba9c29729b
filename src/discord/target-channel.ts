import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Say, SentenceKey } from '../i18n/sentences.ts';
import { UserError } from '../i18n/user-error.ts';
import type { Asker } from './asker.ts';
import type { ChosenChannel } from './command.ts';

const threads = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];
const postable = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...threads];

type PermissionKey = Extract<SentenceKey, `permission.${string}`>;

const bits: Readonly<Record<PermissionKey, bigint>> = {
  'permission.viewChannel': PermissionFlagsBits.ViewChannel,
  'permission.sendMessages': PermissionFlagsBits.SendMessages,
  'permission.sendInThreads': PermissionFlagsBits.SendMessagesInThreads,
  'permission.embedLinks': PermissionFlagsBits.EmbedLinks,
  'permission.readHistory': PermissionFlagsBits.ReadMessageHistory,
  'permission.addReactions': PermissionFlagsBits.AddReactions,
};

/** The channel a moderator chose, or the one they are in; only one where the bot can do what is needed. */
export function targetChannel(
  asker: Asker,
  chosen: ChosenChannel | undefined,
  needs: { embeds: boolean; reactions: boolean },
  refuse: { permissions: (say: Say, facts: { channel: string; permissions: string }) => string },
): { id: string; mention: string } {
  const id = chosen?.id ?? asker.place.channelId;
  const type = chosen?.type ?? asker.channelType;
  if (type !== undefined && !postable.includes(type)) throw new UserError((say) => say('announce.noForum'));

  const has = chosen === undefined ? asker.appPermissions : chosen.appPermissions;
  const isThread = type !== undefined && threads.includes(type);
  const wanted: PermissionKey[] = [
    'permission.viewChannel',
    isThread ? 'permission.sendInThreads' : 'permission.sendMessages',
    'permission.readHistory',
    ...(needs.embeds ? (['permission.embedLinks'] as const) : []),
    ...(needs.reactions ? (['permission.addReactions'] as const) : []),
  ];
  const missing = has === undefined ? [] : wanted.filter((key) => (has & bits[key]) === 0n);
  if (has !== undefined && (has & PermissionFlagsBits.Administrator) === 0n && missing.length > 0) {
    throw new UserError((say) =>
      refuse.permissions(say, { channel: `<#${id}>`, permissions: missing.map((key) => say(key)).join(', ') }),
    );
  }
  return { id, mention: `<#${id}>` };
}
