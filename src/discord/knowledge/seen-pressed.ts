import { UserError } from '../../i18n/user-error.ts';
import { withHorizon } from '../contract/call.ts';
import { answerPress, defineComponent } from '../contract/component.ts';
import { seenId } from './ids.ts';
import { seenOrSaid } from './seen-or-said.ts';
import { answerAbout } from './views/answer.ts';

/** “I have watched this”, on an episode's card: taken at their word and remembered. It only ever moves someone further. */
export const seen = defineComponent({
  id: seenId,
  async run({ episode }, press) {
    const { episodes, members } = press.services;
    if (!episodes.isHorizon(episode)) throw new UserError((say) => say('know.noSuchEpisode'));
    const further = episodes.compareHorizons(press.reading.privateHorizon, episode) < 0;
    if (further) await members.setHorizon(press.asker.userId, episode);
    const call = further ? withHorizon(press, episode) : press;
    return answerPress(press, seenOrSaid(answerAbout(call, { kind: 'episode', id: episode })));
  },
});
