import type { MessageBody } from '../../contract/message.ts';
import type { Asking, Teller } from '../../contract/reader.ts';
import { horizonText, howFarRow, NOTHING } from './how-far.ts';

/** The sentence after a member has said how far they have watched. */
export function watchedText(by: Teller, horizon: string): string {
  if (horizon === 'none') return by.say('know.watchedNothing');
  if (horizon === 'all') return by.say('know.watchedEverything');
  return by.say('know.watched', { label: horizonText(by, horizon) });
}

/** The answer when no episode has the typed name: a select. */
export function whichEpisode(by: Asking): MessageBody {
  return { content: by.say('know.whichEpisode'), components: [howFarRow(by, NOTHING)] };
}
