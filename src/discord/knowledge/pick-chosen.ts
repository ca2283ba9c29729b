import { answerPress, defineComponent } from '../contract/component.ts';
import { pickId } from '../elements/ids.ts';
import { answerAbout } from './views/answer.ts';
import { readSubject } from './views/cards/index.ts';
import { seenOrSaid } from './seen-or-said.ts';

/** One of several was meant: its card, for the one who chose. */
export const pick = defineComponent({
  id: pickId,
  async run(_fields, press) {
    const subject = readSubject(press.values[0] ?? '');
    return answerPress(press, seenOrSaid(subject && answerAbout(press, subject)));
  },
});
