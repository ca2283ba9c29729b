import { answerPress, defineComponent } from '../contract/component.ts';
import { pickId } from './ids.ts';
import { seenOrSaid } from './seen-or-said.ts';
import { answerAbout } from './views/answer.ts';
import { readSubject } from './views/cards/index.ts';

/** One of several was meant: its card, for the one who chose. */
export const pick = defineComponent({
  id: pickId,
  async run(_fields, press) {
    const subject = readSubject(press.values[0] ?? '');
    return answerPress(press, seenOrSaid(subject && answerAbout(press, subject)));
  },
});
