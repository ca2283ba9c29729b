import { ChannelType, GatewayIntentBits, MessageFlags } from 'discord-api-types/v10';
import { compareIds } from '../snowflakes.ts';
import type { Account, Application, Channel, Guild, Json, Member, Message, Reaction, Role } from './model.ts';
import type { Store } from './store.ts';

const iso = (ms: number) => new Date(ms).toISOString().replace('Z', '000+00:00');

export function userJson(account: Account): Json {
  return {
    id: account.id,
    username: account.name.toLowerCase().replace(/[^a-z0-9_.]/g, '_'),
    discriminator: account.bot ? '0000' : '0',
    global_name: account.bot ? null : account.name,
    avatar: null,
    bot: account.bot,
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

/** An account as it sees itself. */
export function selfJson(account: Account): Json {
  return {
    ...userJson(account),
    locale: account.locale,
    mfa_enabled: false,
    verified: true,
    email: null,
    premium_type: 0,
  };
}

export function memberJson(member: Member): Json {
  return {
    avatar: null,
    banner: null,
    nick: null,
    roles: [...member.roleIds],
    joined_at: iso(member.joinedAtMs),
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
    deaf: false,
    mute: false,
  };
}

export function memberWithUserJson(member: Member): Json {
  return { ...memberJson(member), user: userJson(member.account) };
}

export function roleJson(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.managedBy !== undefined,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.managedBy === undefined ? {} : { tags: { bot_id: role.managedBy } }),
  };
}

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
    rate_limit_per_user: 0,
    flags: 0,
  };
  const thread = channel.thread;
  if (thread) {
    return {
      ...common,
      owner_id: thread.ownerId,
      message_count: channel.messages.size,
      total_message_sent: thread.totalSent,
      member_count: thread.memberIds.size,
      thread_metadata: {
        archived: thread.archived,
        locked: thread.locked,
        auto_archive_duration: thread.autoArchiveMinutes,
        archive_timestamp: iso(thread.archivedAtMs),
        create_timestamp: iso(thread.createdAtMs),
        ...(channel.type === ChannelType.PrivateThread ? { invitable: true } : {}),
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

export function guildJson(guild: Guild): Json {
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
    emojis: [],
    stickers: [],
    features: ['COMMUNITY', 'NEWS'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
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

/** The server as the gateway hands it to somebody in it: with its channels, open threads, and their own membership. */
export function guildCreateJson(store: Store, guild: Guild, viewer: Account, largeThreshold: number): Json {
  const own = guild.members.get(viewer.id);
  const channels = [...guild.channelIds].flatMap((id) => store.channels.get(id) ?? []);
  return {
    ...guildJson(guild),
    joined_at: iso(own?.joinedAtMs ?? store.clock.now()),
    large: guild.members.size > largeThreshold,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberWithUserJson(own)] : [],
    channels: channels.filter((channel) => !channel.thread).map((channel) => channelJson(channel)),
    threads: channels
      .filter((channel) => channel.thread && !channel.thread.archived)
      .map((channel) => channelJson(channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

function reactionJson(reaction: Reaction, viewer: Account): Json {
  return {
    emoji: reaction.emoji,
    count: reaction.normal.size + reaction.burst.size,
    count_details: { normal: reaction.normal.size, burst: reaction.burst.size },
    burst_colors: [],
    me: reaction.normal.has(viewer.id),
    me_burst: reaction.burst.has(viewer.id),
    burst_me: reaction.burst.has(viewer.id),
    burst_count: reaction.burst.size,
  };
}

/**
 * A message as `viewer` may read it. A bot without the Message Content intent gets the text only of its own messages,
 * of direct messages and of those that mention it.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function messageJson(store: Store, message: Message, viewer: Account): Json {
  const readable = mayReadContent(store, message, viewer);
  const reactions = [...message.reactions.values()].map((reaction) => reactionJson(reaction, viewer));
  const thread = message.threadId === undefined ? undefined : store.channels.get(message.threadId);
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userJson(message.author),
    content: readable ? message.content : '',
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    attachments: readable ? message.attachments : [],
    mentions: message.mentions.userIds.flatMap((id) => {
      const account = store.accounts.get(id);
      return account ? [userJson(account)] : [];
    }),
    mention_roles: message.mentions.roleIds,
    mention_everyone: message.mentions.everyone,
    timestamp: iso(message.sentAtMs),
    edited_timestamp: message.editedAtMs === undefined ? null : iso(message.editedAtMs),
    flags: message.flags,
    tts: false,
    pinned: message.pinned,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(message.webhookId === undefined ? {} : { webhook_id: message.webhookId }),
    ...(message.applicationId === undefined ? {} : { application_id: message.applicationId }),
    ...(message.interaction === undefined ? {} : { interaction_metadata: message.interaction }),
    ...(message.reference === undefined ? {} : { message_reference: message.reference }),
    ...(thread === undefined ? {} : { thread: channelJson(thread) }),
  };
}

/** What the gateway adds to a message of a server. */
export function messageEventJson(store: Store, message: Message, viewer: Account): Json {
  const guild = message.guildId === undefined ? undefined : store.guilds.get(message.guildId);
  const member = guild?.members.get(message.author.id);
  return {
    ...messageJson(store, message, viewer),
    channel_type: store.channels.get(message.channelId)?.type,
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: memberJson(member) } : {}),
  };
}

function mayReadContent(store: Store, message: Message, viewer: Account): boolean {
  if (!viewer.bot || message.author.id === viewer.id || message.guildId === undefined) return true;
  if (message.mentions.userIds.includes(viewer.id)) return true;
  return ((store.applications.get(viewer.id)?.privilegedIntents ?? 0) & GatewayIntentBits.MessageContent) !== 0;
}

export function isPrivate(message: Message): boolean {
  return (message.flags & MessageFlags.Ephemeral) !== 0;
}

export function applicationJson(application: Application): Json {
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    summary: '',
    type: null,
    flags: application.privilegedIntents === 0 ? 0 : 1 << 19,
    hook: true,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: application.id.padStart(64, '0'),
    bot: userJson(application.bot),
    integration_types_config: { 0: {} },
    approximate_guild_count: 0,
    redirect_uris: [],
    interactions_endpoint_url: null,
  };
}

/** The newest `limit` ids of a list that is in ascending order, older than, younger than or around an id. */
export function pageOf<T extends { readonly id: string }>(
  ascending: readonly T[],
  { limit, before, after, around }: { limit: number; before?: string; after?: string; around?: string },
): T[] {
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const older = ascending.filter((item) => compareIds(item.id, around) <= 0).slice(-(half + 1));
    const newer = ascending.filter((item) => compareIds(item.id, around) > 0).slice(0, limit - older.length);
    return [...older, ...newer].reverse();
  }
  if (after !== undefined)
    return ascending
      .filter((item) => compareIds(item.id, after) > 0)
      .slice(0, limit)
      .reverse();
  const until = before === undefined ? ascending : ascending.filter((item) => compareIds(item.id, before) < 0);
  return until.slice(-limit).reverse();
}
