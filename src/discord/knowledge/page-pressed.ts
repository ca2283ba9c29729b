import { answerPress, defineComponent } from '../contract/component.ts';
import { withPicks } from './bracket-picks.ts';
import { pageId } from './ids.ts';
import { seenOrSaid } from './seen-or-said.ts';
import { answerAbout } from './views/answer.ts';

/** Another page of a card. The pages are those of the one who presses: they may have watched further, or less far. */
export const page = defineComponent({
  id: pageId,
  async run(fields, press) {
    const answer = seenOrSaid(answerAbout(press, fields, Number(fields.page)));
    return answerPress(press, await withPicks(press, fields, answer));
  },
});
