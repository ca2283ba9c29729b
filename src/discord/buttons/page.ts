import { answerPress, defineComponent } from '../component.ts';
import { answerAbout } from '../views/answer.ts';
import { withPicks } from '../views/bracket-picks.ts';
import { seenOrSaid } from '../views/seen-or-said.ts';
import { pageId } from './ids.ts';

/** Another page of a card. The pages are those of the one who presses: they may have watched further, or less far. */
export const page = defineComponent({
  id: pageId,
  async run(fields, press) {
    const answer = seenOrSaid(answerAbout(press, fields, Number(fields.page)));
    return answerPress(press, await withPicks(press, fields, answer));
  },
});
