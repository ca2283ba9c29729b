import { UserError } from '../../i18n/user-error.ts';
import type { Call } from '../contract/command.ts';

/**
 * “Share here”: a private call as everybody in its channel may read what it shows.
 *
 * @throws UserError where nobody has said how far the channel has watched
 */
export async function sharedCall({ openly }: Pick<Call, 'openly'>): Promise<Call> {
  const call = await openly();
  if (call === undefined) throw new UserError((say) => say('share.notHere'));
  return call;
}
