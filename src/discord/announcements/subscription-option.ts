import type { Subscription } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion, Using } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';
import { mayMean } from '../contract/typed-name.ts';

type Asking = Using<'announcements.status' | 'channelName'>;

/** Discord's limit for the name of a choice. */
const LONGEST = 100;

/**
 * The server's subscriptions that fit what has been typed, by the titles of their feeds and the names of their
 * channels.
 */
export async function suggestSubscriptions(typed: string, { services, asker, say }: Asking): Promise<Suggestion[]> {
  const all = await services.announcements.status.ofServer(asker.place.guildId ?? '');
  const named = await Promise.all(
    all.map(async ({ subscription, feedTitle }) => {
      const channel = await services.channelName(subscription.channelId);
      const shown = channel === undefined ? say('announce.unknownChannel') : `#${channel}`;
      return { subscription, feed: feedTitle || shortAddress(subscription.feedUrl), shown };
    }),
  );
  return named
    .map(({ subscription, feed, shown }) => {
      const isTwice = named.filter((other) => other.feed === feed && other.shown === shown).length > 1;
      const full = isTwice ? `${feed} (${shortAddress(subscription.feedUrl)})` : feed;
      const name = `${shortened(full, LONGEST - shown.length - 3)} → ${shown}`;
      return { name, subscription };
    })
    .filter(({ name, subscription: { id, feedUrl, channelId } }) =>
      mayMean(typed, { id, names: [name, feedUrl, channelId, id] }),
    )
    .map(({ name, subscription: { id } }) => ({ name, value: id }));
}

/** A feed's address without `https://` and `www.`; a long one is cut to its end, where addresses differ. */
function shortAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return bare.length <= 60 ? bare : `…${bare.slice(-59)}`;
}

/**
 * The subscription that was picked; without one, the server's only subscription or the only one in this channel.
 *
 * @throws UserError when it is not clear which
 */
export async function subscriptionNamed(
  call: Asking & Using<'announcements.subscriptions'>,
  typed: string | undefined,
): Promise<Subscription> {
  const all = call.services.announcements.subscriptions.ofServer(call.asker.place.guildId ?? '');
  const here = all.filter(({ channelId }) => channelId === call.asker.place.channelId);
  const only = all.length === 1 ? all[0] : here.length === 1 ? here[0] : undefined;
  const wanted = typed === undefined ? only?.id : (await suggestSubscriptions(typed, call))[0]?.value;
  const found = all.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new UserError((say) =>
    typed === undefined && all.length > 0 ? say('announce.which') : say('announce.noSuch'),
  );
}
