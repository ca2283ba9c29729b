import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../component.ts';
import { answerAbout } from '../views/answer.ts';
import { moreId } from './ids.ts';

/** What a public answer held back, as far as the one who presses has watched. */
export const more = defineComponent({
  id: moreId,
  async run(subject, press) {
    const body = answerAbout(press, subject);
    if (body === undefined) throw new UserError((say) => say('talk.oldButton'));
    return { kind: 'private', body };
  },
});
