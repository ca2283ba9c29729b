import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../component.ts';
import { watchedText } from '../views/watched-text.ts';
import { watchedId } from './ids.ts';

/** “I have watched this” below an announcement. It only ever moves someone further. */
export const watched = defineComponent({
  id: watchedId,
  async run(fields, press) {
    const { episodes, members } = press.services;
    if (!episodes.isHorizon(fields.episode)) throw new UserError((say) => say('know.noSuchEpisode'));
    const own = press.reading.own ?? 'none';
    const horizon = episodes.compareHorizons(own, fields.episode) < 0 ? fields.episode : own;
    if (horizon !== press.reading.own) await members.setHorizon(press.asker.userId, horizon);
    return { kind: 'private', body: { content: watchedText(press, horizon) } };
  },
});
