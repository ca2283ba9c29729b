import { defineComponent } from '../contract/component.ts';
import { picksId, standingsId } from './ids.ts';
import { readScope } from './standings-option.ts';
import { picksPage } from './views/picks-list.ts';
import { standingsPage } from './views/standings-list.ts';

/** Another page of the standings. A public message stays as it is: its readers may be less far than who presses. */
export const standings = defineComponent({
  id: standingsId,
  async run(fields, press) {
    const body = await standingsPage(press, readScope(fields.scope, press), Number(fields.page));
    return { kind: fields.from === 'private' ? 'update' : 'private', body };
  },
});

/** Another page of one's own picks. */
export const picks = defineComponent({
  id: picksId,
  run: async (fields, press) => ({ kind: 'update', body: await picksPage(press, Number(fields.page)) }),
});
