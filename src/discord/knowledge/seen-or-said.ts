import { UserError } from '../../i18n/user-error.ts';
import type { MessageBody } from '../contract/message.ts';

/** The card, or a sentence where it cannot be seen by the one who pressed, whatever the reason. @throws UserError */
export function seenOrSaid(body: MessageBody | undefined): MessageBody {
  if (body === undefined) throw new UserError((say) => say('know.notHere'));
  return body;
}
