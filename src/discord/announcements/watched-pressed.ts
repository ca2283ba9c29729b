import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../contract/component.ts';
import { watchedText } from '../knowledge/views/watched-text.ts';
import { watchedId } from './ids.ts';

/** “I have watched this” below an announcement. It only ever moves someone further. */
export const watched = defineComponent({
  id: watchedId,
  async run(fields, press) {
    const { episodes, members } = press.services;
    if (!episodes.isHorizon(fields.episode)) throw new UserError((say) => say('know.noSuchEpisode'));
    // Whoever never said anything counts as their channel: an older announcement must not set them back behind it.
    const known = press.reading.privateHorizon;
    const further = episodes.compareHorizons(known, fields.episode) < 0;
    if (further) await members.setHorizon(press.asker.userId, fields.episode);
    return { kind: 'private', body: { content: watchedText(press, further ? fields.episode : known) } };
  },
});
