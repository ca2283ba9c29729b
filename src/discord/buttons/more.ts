import { defineComponent } from '../component.ts';
import { askedAgain } from '../views/look-up.ts';
import { seenOrSaid } from '../views/seen-or-said.ts';
import { moreId } from './ids.ts';

/** What a public answer held back, as far as the one who presses has watched. */
export const more = defineComponent({
  id: moreId,
  run: async (subject, press) => ({ kind: 'private', body: seenOrSaid(askedAgain(press, subject)) }),
});
