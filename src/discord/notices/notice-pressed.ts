import { defineComponent } from '../contract/component.ts';
import { noticeId } from './ids.ts';

/** Why a notice is there, for whoever wonders. */
export const notice = defineComponent({
  id: noticeId,
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('notice.aboutText') } }),
});
