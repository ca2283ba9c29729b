import type { MessageBody } from '../../contract/message.ts';
import type { Asking, Teller } from '../../contract/reader.ts';
import { horizonText, howFarRow, NOTHING } from './how-far.ts';

/** What is said when a member has told how far they have watched. */
export function watchedText(by: Teller, horizon: string): string {
  if (horizon === 'none') return by.say('know.watchedNothing');
  if (horizon === 'all') return by.say('know.watchedEverything');
  return by.say('know.watched', { label: horizonText(by, horizon) });
}

/** No episode is called that: the list to choose from. */
export function whichEpisode(by: Asking): MessageBody {
  return { content: by.say('know.whichEpisode'), components: [howFarRow(by, NOTHING)] };
}
