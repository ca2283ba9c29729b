import { defineComponent } from '../contract/component.ts';
import { noticeId } from './ids.ts';

/** The button “What is this?” on a notice. */
export const notice = defineComponent({
  id: noticeId,
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('notice.aboutText') } }),
});
