import type { Json } from '../json.ts';
import { memberJson, roleJson, userJson } from '../world/account-json.ts';
import { messageJson } from '../world/message-json.ts';
import type { Account, Guild, Message } from '../world/model.ts';
import { permissionsOf } from '../world/permissions.ts';
import { channelJson } from '../world/place-json.ts';
import { rightsIn, type Store } from '../world/store.ts';

/** Collects what an interaction refers to, for the field `resolved`. */
export interface Resolved {
  /** False when there is no such user. */
  user(id: unknown): boolean;
  role(id: unknown): boolean;
  /** The channel's type; undefined when there is no such channel here. */
  channel(id: unknown): number | undefined;
  message(message: Message): void;
  /** Undefined when the interaction refers to nothing. */
  json(): Json | undefined;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function createResolved(store: Store, guild: Guild | undefined, invoker: Account, bot: Account): Resolved {
  const found: Record<'users' | 'members' | 'roles' | 'channels' | 'messages', Json> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
    messages: {},
  };

  return {
    user(id) {
      const account = store.accounts.get(String(id));
      if (!account) return false;
      found.users[account.id] = userJson(account);
      const member = guild?.members.get(account.id);
      if (guild && member) {
        const { deaf, mute, ...rest } = memberJson(member);
        found.members[account.id] = { ...rest, permissions: permissionsOf(guild, member).toString() };
      }
      return true;
    },
    role(id) {
      const role = guild?.roles.get(String(id));
      if (!role) return false;
      found.roles[role.id] = roleJson(role);
      return true;
    },
    channel(id) {
      const channel = store.channels.get(String(id));
      if (!channel || !guild || channel.guildId !== guild.id) return undefined;
      found.channels[channel.id] = {
        ...channelJson(channel),
        permissions: rightsIn(store, invoker, channel).toString(),
        app_permissions: rightsIn(store, bot, channel).toString(),
      };
      return channel.type;
    },
    message(message) {
      // A command on a message contains the whole message, whatever intents the bot has: as its author sees it.
      found.messages[message.id] = messageJson(store, message, message.author);
    },
    json() {
      const named = Object.entries(found).filter(([, entries]) => Object.keys(entries).length > 0);
      return named.length > 0 ? Object.fromEntries(named) : undefined;
    },
  };
}
