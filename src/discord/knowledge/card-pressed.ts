import { readyToLookUp } from '../contract/call.ts';
import { answerPress, defineComponent } from '../contract/component.ts';
import { withPicks } from './bracket.ts';
import { moreId, openId, pageId, pickId } from './ids.ts';
import { askedAgain, seenOrSaid } from './look-up.ts';
import { answerAbout } from './views/answer.ts';
import { readSubject } from './views/cards/index.ts';

/**
 * Another page of a card. The pages are made for the member who presses, who may have watched more or less than others.
 */
export const page = defineComponent({
  id: pageId,
  async run(fields, press) {
    await readyToLookUp(press);
    const answer = seenOrSaid(answerAbout(press, fields, Number(fields.page)));
    return answerPress(press, await withPicks(press, fields, answer));
  },
});

/** Opens another card, as far as the member who presses has watched. */
export const open = defineComponent({
  id: openId,
  async run(subject, press) {
    await readyToLookUp(press);
    return answerPress(press, seenOrSaid(answerAbout(press, subject)));
  },
});

/** Opens the chosen card, for the member who chose. */
export const pick = defineComponent({
  id: pickId,
  async run(_fields, press) {
    await readyToLookUp(press);
    const subject = readSubject(press.values[0] ?? '');
    return answerPress(press, seenOrSaid(subject && answerAbout(press, subject)));
  },
});

/** Shows privately what a public answer left out, as far as the member who presses has watched. */
export const more = defineComponent({
  id: moreId,
  async run(subject, press) {
    await readyToLookUp(press);
    const answer = seenOrSaid(askedAgain(press, subject));
    return { kind: 'private', body: await withPicks(press, subject, answer) };
  },
});
