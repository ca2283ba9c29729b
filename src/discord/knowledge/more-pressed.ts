import { defineComponent } from '../contract/component.ts';
import { withPicks } from './bracket-picks.ts';
import { moreId } from './ids.ts';
import { askedAgain } from './look-up.ts';
import { seenOrSaid } from './seen-or-said.ts';

/** What a public answer held back, as far as the one who presses has watched. */
export const more = defineComponent({
  id: moreId,
  async run(subject, press) {
    const answer = seenOrSaid(askedAgain(press, subject));
    return { kind: 'private', body: await withPicks(press, subject, answer) };
  },
});
