import { UserError } from '../../i18n/user-error.ts';
import { defineComponent, type Press } from '../component.ts';
import type { MessageBody } from '../message.ts';
import { answerAbout } from '../views/answer.ts';
import { watchedText } from '../views/watched-text.ts';
import { howFarId } from './ids.ts';

/** “How far have you watched?” answered by the select below an answer: remembered, and the answer drawn again. */
export const howFar = defineComponent({
  id: howFarId,
  async run(fields, press) {
    const [chosen = ''] = press.values;
    const { episodes, members } = press.services;
    if (!episodes.isHorizon(chosen)) throw new UserError((say) => say('know.noSuchEpisode'));
    await members.setHorizon(press.asker.userId, chosen);
    return { kind: 'update', body: drawnAgain(press, fields, chosen) };
  },
});

function drawnAgain(press: Press, subject: { kind: string; id: string }, horizon: string): MessageBody {
  const reading = { ...press.reading, horizon, privateHorizon: horizon, own: horizon, unset: false };
  const call = { ...press, reading, view: press.services.viewFrom(horizon) };
  return answerAbout(call, subject) ?? { content: watchedText(call, horizon) };
}
