import { UserError } from '../../i18n/user-error.ts';
import { defineComponent } from '../component.ts';
import { answerAbout } from '../views/answer.ts';
import { nearId } from './ids.ts';

/** One of the near misses was meant: its answer, for the one who chose. */
export const near = defineComponent({
  id: nearId,
  async run(fields, press) {
    const [chosen = ''] = press.values;
    const body = answerAbout(press, { kind: fields.kind, id: chosen });
    if (body === undefined) throw new UserError((say) => say('know.miss', { typed: '…' }));
    return { kind: 'private', body };
  },
});
