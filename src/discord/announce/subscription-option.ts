import type { Subscription } from '../../domain/announcement/subscription.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, Suggestion } from '../command.ts';
import { shortened } from '../markdown.ts';

/** The server's subscriptions that fit what has been typed. */
export function suggestSubscriptions(typed: string, { services, asker }: Call): Suggestion[] {
  const wanted = typed.toLowerCase();
  return services.announcements
    .ofServer(asker.place.guildId ?? '')
    .map(({ id, feedUrl, channelId }) => ({ name: shortened(`${feedUrl} → ${channelId}`, 100), value: id }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

/** The subscription that was picked; without one the only one there is, or the one of this channel. @throws UserError */
export function subscriptionNamed(call: Call, typed: string | undefined): Subscription {
  const all = call.services.announcements.ofServer(call.asker.place.guildId ?? '');
  const here = all.filter(({ channelId }) => channelId === call.asker.place.channelId);
  const only = all.length === 1 ? all[0] : here.length === 1 ? here[0] : undefined;
  const wanted = typed === undefined ? only?.id : suggestSubscriptions(typed, call)[0]?.value;
  const found = all.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new UserError((say) =>
    typed === undefined && all.length > 0 ? say('announce.which') : say('announce.noSuch'),
  );
}
