import { DiscordAPIError, type REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';

const ARCHIVED = 50083;

/**
 * Changes a message in a thread that may have archived itself since. Discord allows no change there, so the thread is
 * reopened first, which needs only the permission to write in it. If that is refused (a moderator locked the thread),
 * the first error is thrown, because it tells the true reason.
 * https://docs.discord.com/developers/topics/threads#active-archived-threads
 */
export async function inOpenThread<T>(rest: REST, channelId: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== ARCHIVED) throw error;
    try {
      await rest.patch(Routes.channel(channelId), { body: { archived: false } });
    } catch (refused) {
      throw refused instanceof DiscordAPIError && refused.status === 403 ? error : refused;
    }
    return change();
  }
}
