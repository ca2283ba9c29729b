import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../contract/component.ts';
import { moveHorizonId } from './ids.ts';
import { movedHorizon } from './move-horizon.ts';

/** A moderator has said yes to moving the server's horizon, with the polls that this locks and settles. */
export const moveHorizon = defineComponent({
  id: moveHorizonId,
  of: 'spoilers',
  async run(fields, press) {
    if (!press.services.episodes.isHorizon(fields.horizon)) throw new UserError((say) => say('know.noSuchEpisode'));
    const body = await movedHorizon(press, fields.horizon, fields.seen);
    return { kind: 'update', body: body ?? { content: press.say('move.stale') } };
  },
});
