import { defaultChoices } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import { feedNamed } from '../announcements/feed-option.ts';
import { madeMessage } from '../announcements/subscribe.ts';
import type { Using } from '../contract/command.ts';
import { commandName } from '../elements/names.ts';

export type Announcing = Using<'announcements.subscriptions' | 'episodes' | 'resolveFeed'>;

/**
 * Subscribes a channel to the series' own feed, with default choices. An existing subscription stays unchanged.
 * Resolves with the sentence for the moderator.
 *
 * @throws UserError that says what to do, when the feed cannot be found
 */
export async function announceIn(call: Announcing, channelId: string): Promise<string> {
  const { services, asker, say } = call;
  const guildId = asker.place.guildId ?? '';
  const feedUrl = await seriesFeed(call);
  const ofServer = services.announcements.subscriptions.ofServer(guildId);
  const channel = `<#${channelId}>`;
  if (ofServer.some((other) => other.channelId === channelId && other.feedUrl === feedUrl)) {
    return say('setup.announceKept', { channel });
  }
  const made = await services.announcements.subscriptions.subscribe({
    ...defaultChoices,
    id: asker.interactionId,
    guildId,
    channelId,
    feedUrl,
    language: asker.placeLanguage,
    createdBy: asker.userId,
  });
  return madeMessage(made, { channelId, feedUrl }, call).content ?? '';
}

/** This screen has no field for an address, so a UserError also says where to give one. */
async function seriesFeed(call: Announcing): Promise<string> {
  try {
    return await feedNamed(call, undefined);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const command = commandName('announce here', call.language);
    throw new UserError((say) => `${error.sentence(say)} ${say('setup.giveFeed', { command })}`);
  }
}
