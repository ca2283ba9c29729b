import { UserError } from '../../i18n/user-error.ts';
import { withHorizon } from '../contract/call.ts';
import { defineComponent } from '../contract/component.ts';
import { withPicks } from './bracket-picks.ts';
import { howFarId } from './ids.ts';
import { askedAgain } from './look-up.ts';
import { watchedText } from './views/watched-text.ts';

/** “How far have you watched?” answered by the select below an answer: remembered, and the answer drawn again. */
export const howFar = defineComponent({
  id: howFarId,
  async run(subject, press) {
    const [chosen = ''] = press.values;
    const { episodes, members } = press.services;
    if (!episodes.isHorizon(chosen)) throw new UserError((say) => say('know.noSuchEpisode'));
    await members.setHorizon(press.asker.userId, chosen);
    const call = withHorizon(press, chosen);
    const plain = askedAgain(call, subject);
    const again = plain && (await withPicks(call, subject, plain));
    const content = [watchedText(call, chosen), ...(again?.content === undefined ? [] : [again.content])].join('\n');
    return { kind: 'update', body: { ...again, content } };
  },
});
