import { defineComponent } from '../contract/component.ts';
import { watchedText } from '../knowledge/views/watched-text.ts';
import { movedFurther } from '../knowledge/watched.ts';
import { aboutId, watchedId } from './ids.ts';

/** The button “I have watched this” below an announcement. */
export const watched = defineComponent({
  id: watchedId,
  async run({ episode }, press) {
    const moved = await movedFurther(press, episode);
    const horizon = moved ? episode : press.reading.privateHorizon;
    return { kind: 'private', body: { content: watchedText(press, horizon) } };
  },
});

/** The button “Why am I seeing this?” below an announcement. */
export const about = defineComponent({
  id: aboutId,
  run: async (_fields, { say }) => ({ kind: 'private', body: { content: say('announce.aboutText') } }),
});
