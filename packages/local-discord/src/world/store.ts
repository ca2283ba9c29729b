import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { refuse } from '../errors.ts';
import type { Snowflakes } from '../snowflakes.ts';
import type { Check } from '../validation/check.ts';
import type { Events } from './events.ts';
import type { Files } from './files.ts';
import type { Account, Application, Channel, CustomEmoji, Guild, Member, Message, Webhook } from './model.ts';
import { permissionsOf } from './permissions.ts';

/** Everything that exists, and what every act needs: time, ids, files, and events for connected clients. */
export interface Store {
  /** Discord's own time. Sockets and rate limits use the machine's. */
  readonly clock: Clock;
  readonly ids: Snowflakes;
  readonly events: Events;
  readonly files: Files;
  /** Reads bodies by Discord's description. */
  readonly check: Check;
  readonly accounts: Map<string, Account>;
  readonly byToken: Map<string, Account>;
  readonly applications: Map<string, Application>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** Every custom emoji, of servers and of applications. */
  readonly emojis: Map<string, CustomEmoji>;
  readonly webhooks: Map<string, Webhook>;
  /** Private messages, kept apart because no list of a channel may contain them. */
  readonly privateMessages: Map<string, Message>;
}

export function createStore(parts: Pick<Store, 'clock' | 'ids' | 'events' | 'files' | 'check'>): Store {
  return {
    ...parts,
    accounts: new Map(),
    byToken: new Map(),
    applications: new Map(),
    guilds: new Map(),
    channels: new Map(),
    emojis: new Map(),
    webhooks: new Map(),
    privateMessages: new Map(),
  };
}

export function guildOf(store: Store, id: string | undefined): Guild {
  const guild = id === undefined ? undefined : store.guilds.get(id);
  if (!guild) throw refuse.unknownGuild();
  if (guild.outage) throw refuse.unavailable();
  return guild;
}

export function memberOf(guild: Guild, id: string): Member {
  const member = guild.members.get(id);
  if (!member) throw refuse.unknownMember();
  return member;
}

/** The channel whose overwrites apply: for a thread its parent. */
export function ruledBy(store: Store, channel: Channel): Channel {
  return channel.thread && channel.parentId ? (store.channels.get(channel.parentId) ?? channel) : channel;
}

/**
 * The permissions of an account in a channel; in a direct message its participants may do everything possible there. A
 * private thread is visible to its members and to members with Manage Threads.
 * https://docs.discord.com/developers/topics/threads#permissions
 */
export function rightsIn(store: Store, account: Account, channel: Channel): bigint {
  if (channel.guildId === undefined) return channel.recipients.includes(account) ? DIRECT_RIGHTS : 0n;
  const guild = store.guilds.get(channel.guildId);
  const member = guild?.members.get(account.id);
  if (!guild || !member) return 0n;
  const rights = permissionsOf(guild, member, ruledBy(store, channel), channel.thread !== undefined);
  const isOutside = channel.type === ChannelType.PrivateThread && !channel.thread?.members.has(account.id);
  return isOutside && !(rights & P.ManageThreads) ? 0n : rights;
}

/** View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Add Reactions, Use Application Commands. */
const DIRECT_RIGHTS =
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 6n) | (1n << 31n) | (1n << 18n);

/** The channel, if the account may see it; otherwise throws 10003 or 50001. */
export function channelFor(store: Store, account: Account, id: string | undefined): Channel {
  const channel = id === undefined ? undefined : store.channels.get(id);
  if (!channel) throw refuse.unknownChannel();
  if (store.guilds.get(channel.guildId ?? '')?.outage) throw refuse.unavailable();
  if (!(rightsIn(store, account, channel) & (1n << 10n))) throw refuse.missingAccess();
  return channel;
}

/** Throws 50013 unless the account has all of these permissions there. */
export function demand(store: Store, account: Account, channel: Channel, rights: bigint): void {
  if ((rightsIn(store, account, channel) & rights) !== rights) throw refuse.missingPermissions();
}

export function messageOf(channel: Channel, id: string | undefined): Message {
  const message = id === undefined ? undefined : channel.messages.get(id);
  if (!message) throw refuse.unknownMessage();
  return message;
}
