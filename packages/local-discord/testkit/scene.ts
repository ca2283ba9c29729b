import { ChannelType } from 'discord-api-types/v10';
import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from '../src/index.ts';

export interface Someone {
  readonly id: string;
  readonly token: string;
}

/**
 * A local Discord with one server and in it a bot, a moderator and three other people (Ada, Bea, Cem), as most tests
 * need it.
 */
export interface Scene {
  readonly discord: LocalDiscord;
  readonly guildId: string;
  readonly application: { readonly id: string; readonly botToken: string };
  /** The role of the bot itself. */
  readonly botRoleId: string;
  readonly channels: Readonly<Record<'general' | 'predictions' | 'news' | 'forum', string>>;
  readonly moderator: Someone;
  readonly fans: readonly [Someone, Someone, Someone];
}

/**
 * Takes the options of `startLocalDiscord`, but refuses fields that Discord does not describe, so that tests find them.
 *
 * @param options.privilegedIntents privileged intents that are enabled for the bot. Default: 0, none
 * @param options.guildLocale the server's own language. Default: `en-US`
 */
export async function startScene(
  options: LocalDiscordOptions & { readonly privilegedIntents?: number; readonly guildLocale?: string } = {},
): Promise<Scene> {
  const { privilegedIntents = 0, guildLocale = 'en-US', ...rest } = options;
  const discord = await startLocalDiscord({ unknownFields: 'refuse', ...rest });
  const { world } = discord;
  const { id: guildId } = world.createGuild({ name: 'A small server', locale: guildLocale });
  const channel = (name: string, type: ChannelType) => world.createChannel(guildId, { name, type }).id;
  const channels = {
    general: channel('general', ChannelType.GuildText),
    predictions: channel('predictions', ChannelType.GuildText),
    news: channel('news', ChannelType.GuildAnnouncement),
    forum: channel('forum', ChannelType.GuildForum),
  };
  const fan = (name: string) => world.createPerson({ name, guildId });
  const moderator = world.createPerson({ name: 'Mod', guildId, moderator: true });
  const application = world.createApplication({ name: 'Bot', privilegedIntents });
  const { roleId } = world.installApplication(application.id, guildId);
  return {
    discord,
    guildId,
    application,
    botRoleId: roleId,
    channels,
    moderator,
    fans: [fan('Ada'), fan('Bea'), fan('Cem')],
  };
}
