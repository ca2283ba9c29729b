import type { Using } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { pollList } from './views/poll-list.ts';

/** `/poll list`. A moderator who asks may just have mended something, so waiting polls are tried at once. */
export async function showPolls(call: Using<'polls.book' | 'polls.upkeep' | 'damageIn'>): Promise<MessageBody> {
  const { services, asker } = call;
  const guildId = asker.place.guildId ?? '';
  services.polls.upkeep.tryAgain(guildId);
  return pollList(await services.polls.book.ofServer(guildId), await services.damageIn(guildId), call);
}
