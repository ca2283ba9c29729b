import type { Call } from '../../contract/command.ts';
import type { MessageBody } from '../../contract/message.ts';
import { horizonText, howFarRow, NOTHING } from './how-far.ts';

/** What is said when a member has told how far they have watched. */
export function watchedText(call: Pick<Call, 'say' | 'services' | 'language'>, horizon: string): string {
  if (horizon === 'none') return call.say('know.watchedNothing');
  if (horizon === 'all') return call.say('know.watchedEverything');
  return call.say('know.watched', { label: horizonText(call, horizon) });
}

/** No episode is called that: the list to choose from. */
export function whichEpisode(call: Call): MessageBody {
  return { content: call.say('know.whichEpisode'), components: [howFarRow(call, NOTHING)] };
}
