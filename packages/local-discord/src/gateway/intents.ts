import { GatewayIntentBits as I } from 'discord-api-types/v10';

/** The intents that let an event through, in a server and in direct messages. 0 = always sent. */
interface Needs {
  readonly guild: number;
  readonly direct: number;
}

const both = (bit: number): Needs => ({ guild: bit, direct: bit });
const ALWAYS = both(0);

/** https://docs.discord.com/developers/events/gateway#list-of-intents */
const NEEDS: Readonly<Record<string, Needs>> = {
  GUILD_CREATE: both(I.Guilds),
  GUILD_UPDATE: both(I.Guilds),
  GUILD_DELETE: both(I.Guilds),
  GUILD_ROLE_CREATE: both(I.Guilds),
  GUILD_ROLE_UPDATE: both(I.Guilds),
  GUILD_ROLE_DELETE: both(I.Guilds),
  CHANNEL_CREATE: both(I.Guilds),
  CHANNEL_UPDATE: both(I.Guilds),
  CHANNEL_DELETE: both(I.Guilds),
  GUILD_EMOJIS_UPDATE: both(I.GuildExpressions),
  THREAD_CREATE: both(I.Guilds),
  THREAD_UPDATE: both(I.Guilds),
  THREAD_DELETE: both(I.Guilds),
  THREAD_LIST_SYNC: both(I.Guilds),
  THREAD_MEMBERS_UPDATE: both(I.GuildMembers),
  GUILD_MEMBER_ADD: both(I.GuildMembers),
  GUILD_MEMBER_UPDATE: both(I.GuildMembers),
  GUILD_MEMBER_REMOVE: both(I.GuildMembers),
  MESSAGE_CREATE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_UPDATE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_DELETE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_DELETE_BULK: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_REACTION_ADD: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  MESSAGE_REACTION_REMOVE: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  MESSAGE_REACTION_REMOVE_ALL: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  MESSAGE_REACTION_REMOVE_EMOJI: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  MESSAGE_POLL_VOTE_ADD: { guild: I.GuildMessagePolls, direct: I.DirectMessagePolls },
  MESSAGE_POLL_VOTE_REMOVE: { guild: I.GuildMessagePolls, direct: I.DirectMessagePolls },
  TYPING_START: { guild: I.GuildMessageTyping, direct: I.DirectMessageTyping },
};

export function letsThrough(intents: number, event: string, direct: boolean): boolean {
  const needs = NEEDS[event] ?? ALWAYS;
  const bit = direct ? needs.direct : needs.guild;
  return bit === 0 || (intents & bit) !== 0;
}

/** All intents that Discord knows; any other bit is "Invalid intent(s)" (4013). */
export const KNOWN_INTENTS = Object.values(I).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

/** Intents that must be enabled for an application first (4014). */
export const PRIVILEGED_INTENTS = I.GuildMembers | I.GuildPresences | I.MessageContent;
