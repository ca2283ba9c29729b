import { DiscordAPIError, type REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';

const ARCHIVED = 50083;

/**
 * A change of a message, in a thread that may have archived itself since: Discord takes none there, so the thread is opened
 * first, which needs no more than the right to write in it. What keeps it shut (a moderator's lock) is the true reason then,
 * and stands in the error that was there first. https://docs.discord.com/developers/topics/threads#active-archived-threads
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
