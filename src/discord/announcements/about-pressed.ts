import { defineComponent } from '../contract/component.ts';
import { aboutId } from './ids.ts';

/** Why an announcement is there, for whoever wonders. */
export const about = defineComponent({
  id: aboutId,
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('announce.aboutText') } }),
});
