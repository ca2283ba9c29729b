import { UserError } from '../../i18n/user-error.ts';
import { type ComponentAnswer, defineComponent, type Press } from '../contract/component.ts';
import { forecastId, forecastPageId } from './ids.ts';
import { forecastForm } from './views/forecast-form.ts';

/** A winner was chosen for one match of the bracket: kept, and the form drawn again with what follows from it. */
export const forecast = defineComponent({
  id: forecastId,
  async run(fields, press) {
    const { asker, reading, services, values } = press;
    const pick = { matchId: fields.match, choice: values[0] ?? '' };
    const guildId = asker.place.guildId ?? '';
    const kept = await services.polls.forecasts.predict(guildId, asker.userId, reading.privateHorizon, pick);
    if (!kept) throw new UserError((say) => say('forecast.closed'));
    return drawn(press, fields.competition, Number(fields.page));
  },
});

export const forecastPage = defineComponent({
  id: forecastPageId,
  run: (fields, press) => drawn(press, fields.competition, Number(fields.page)),
});

async function drawn(press: Press, competitionId: string, page: number): Promise<ComponentAnswer> {
  const body = await forecastForm(press, competitionId, page);
  if (body === undefined) throw new UserError((say) => say('talk.oldButton'));
  return { kind: 'update', body };
}
