import { answerPress, defineComponent } from '../component.ts';
import { answerAbout } from '../views/answer.ts';
import { seenOrSaid } from '../views/seen-or-said.ts';
import { openId } from './ids.ts';

/** The way from one card to another, as far as the one who presses has watched. */
export const open = defineComponent({
  id: openId,
  run: async (subject, press) => answerPress(press, seenOrSaid(answerAbout(press, subject))),
});
