import { defineComponent } from '../component.ts';
import { withPicks } from '../views/bracket-picks.ts';
import { askedAgain } from '../views/look-up.ts';
import { seenOrSaid } from '../views/seen-or-said.ts';
import { moreId } from './ids.ts';

/** What a public answer held back, as far as the one who presses has watched. */
export const more = defineComponent({
  id: moreId,
  async run(subject, press) {
    const answer = seenOrSaid(askedAgain(press, subject));
    return { kind: 'private', body: await withPicks(press, subject, answer) };
  },
});
