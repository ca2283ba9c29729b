import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { PermissionName } from '../../domain/permissions.ts';
import { POSTABLE } from '../contract/channel-kinds.ts';
import type { Using } from '../contract/command.ts';
import type { ChannelRights, Use } from './views/setup-state.ts';

const FOR_POLLS = ['embedLinks', 'attachFiles', 'addReactions'] as const;
/**
 * Each channel costs a few requests, and the missing permissions must fit into one field; for a server with more
 * channels there is `/announce status`.
 */
export const MOST_CHANNELS = 4;

/**
 * The permissions that the bot lacks at present in each channel that the settings use; without a channel for polls, in
 * the present one if polls can be posted there.
 */
export async function rightsOf(
  { services, asker }: Pick<Using<'lacking'>, 'services' | 'asker'>,
  given: {
    readonly subscriptions: readonly Subscription[];
    readonly noticesTo: string | undefined;
    readonly pollsIn: string | undefined;
  },
): Promise<readonly ChannelRights[]> {
  const { subscriptions, noticesTo, pollsIn } = given;
  const needed = new Map<string, { uses: Set<Use>; wanted: Set<PermissionName> }>();
  const need = (channelId: string, use: Use, ...more: readonly PermissionName[]) => {
    const { uses, wanted } = needed.get(channelId) ?? { uses: new Set(), wanted: new Set() };
    for (const name of ['viewChannel', 'sendMessages', 'readHistory', ...more] as const) wanted.add(name);
    needed.set(channelId, { uses: uses.add(use), wanted });
  };
  for (const { channelId, amount, thread } of subscriptions) {
    need(channelId, 'announcements');
    if (amount === 'everything') need(channelId, 'announcements', 'embedLinks');
    if (thread) need(channelId, 'announcements', 'createThreads');
  }
  if (noticesTo !== undefined) need(noticesTo, 'notices');
  const isPostable = asker.channelType !== undefined && POSTABLE.includes(asker.channelType);
  if (pollsIn !== undefined) need(pollsIn, 'polls', ...FOR_POLLS);
  else if (isPostable) need(asker.place.channelId, 'polls-here', ...FOR_POLLS);
  return Promise.all(
    [...needed].slice(-MOST_CHANNELS).map(async ([channelId, { uses, wanted }]) => ({
      channelId,
      uses: [...uses],
      lacking: await services.lacking(asker.place.guildId ?? '', channelId, [...wanted]),
    })),
  );
}
