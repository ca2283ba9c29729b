import { ChannelType } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import { memberWithUserJson, roleJson, userJson } from './account-json.ts';
import { emojiJson, emojisOf } from './emoji.ts';
import type { Account, Channel, CustomEmoji, Guild } from './model.ts';
import { rightsIn, type Store } from './store.ts';
import { iso } from './timestamp.ts';

export function channelJson(channel: Channel, viewer?: Account): Json {
  if (channel.guildId === undefined) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: channel.lastMessageId,
      flags: 0,
      recipients: channel.recipients.filter((account) => account !== viewer).map(userJson),
    };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: channel.slowmodeSeconds,
    flags: 0,
  };
  const thread = channel.thread;
  const own = viewer && threadMemberJson(channel, viewer.id);
  if (thread) {
    return {
      ...common,
      owner_id: thread.ownerId,
      message_count: channel.messages.size,
      total_message_sent: thread.totalSent,
      // Discord stops counting at fifty: https://docs.discord.com/developers/topics/threads#thread-fields
      member_count: Math.min(50, thread.members.size),
      ...(own ? { member: own } : {}),
      thread_metadata: {
        archived: thread.archived,
        locked: thread.locked,
        auto_archive_duration: thread.autoArchiveMinutes,
        archive_timestamp: iso(thread.archivedAtMs),
        create_timestamp: iso(thread.createdAtMs),
        ...(channel.type === ChannelType.PrivateThread ? { invitable: thread.invitable } : {}),
      },
    };
  }
  return {
    ...common,
    topic: channel.topic,
    position: channel.position,
    nsfw: false,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    ...(channel.type === ChannelType.GuildForum
      ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
      : {}),
  };
}

/** https://docs.discord.com/developers/resources/channel#thread-member-object; undefined for a user who is not in it */
export function threadMemberJson(channel: Channel, userId: string): Json | undefined {
  const joinedAtMs = channel.thread?.members.get(userId);
  if (joinedAtMs === undefined) return undefined;
  return { id: channel.id, user_id: userId, join_timestamp: iso(joinedAtMs), flags: 0 };
}

export function guildJson(guild: Guild, emojis: readonly CustomEmoji[] = []): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    icon_hash: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: emojis.map(emojiJson),
    stickers: [],
    features: ['COMMUNITY', 'NEWS'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    max_members: 500_000,
    max_presences: null,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    nsfw: false,
    nsfw_level: 0,
    widget_enabled: false,
    widget_channel_id: null,
    incidents_data: null,
    inventory_settings: null,
  };
}

/** The server in GUILD_CREATE for a member: with its channels, active threads, and their own membership. */
export function guildCreateJson(store: Store, guild: Guild, viewer: Account, largeThreshold: number): Json {
  const own = guild.members.get(viewer.id);
  const channels = [...guild.channelIds].flatMap((id) => store.channels.get(id) ?? []);
  return {
    ...guildJson(guild, emojisOf(store, { guildId: guild.id })),
    joined_at: iso(own?.joinedAtMs ?? store.clock.now()),
    large: guild.members.size > largeThreshold,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberWithUserJson(own)] : [],
    channels: channels.filter((channel) => !channel.thread).map((channel) => channelJson(channel)),
    threads: channels
      .filter(
        (channel) => channel.thread?.archived === false && (rightsIn(store, viewer, channel) & (1n << 10n)) !== 0n,
      )
      .map((channel) => channelJson(channel, viewer)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
