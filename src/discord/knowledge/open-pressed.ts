import { answerPress, defineComponent } from '../contract/component.ts';
import { openId } from './ids.ts';
import { seenOrSaid } from './seen-or-said.ts';
import { answerAbout } from './views/answer.ts';

/** The way from one card to another, as far as the one who presses has watched. */
export const open = defineComponent({
  id: openId,
  run: async (subject, press) => answerPress(press, seenOrSaid(answerAbout(press, subject))),
});
