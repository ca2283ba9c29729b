import { UserError } from '../../i18n/user-error.ts';
import { defineAction, optional, text, type Using } from '../contract/command.ts';
import { type ComponentAnswer, defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { competitionNamed, suggestCompetitions } from '../knowledge/bracket.ts';
import { forecastId, forecastPageId } from './ids.ts';
import { forecastForm } from './views/forecast-form.ts';

type Forecasting = Using<'polls.forecasts' | 'viewFrom'>;

/** `/bracket predict`: a member's own prediction of a whole bracket, in a server's game. */
export const predict = defineAction({
  audience: 'private',
  options: {
    competition: optional(text({ suggest: (typed, call) => suggestCompetitions(typed, ownReader(call)) })),
  },
  async run(call) {
    if (call.asker.place.guildId === undefined) throw new UserError((say) => say('talk.serversOnly'));
    const found = competitionNamed(call.options.competition, ownReader(call));
    const body = found && (await showForecast(call, found.id, 1));
    if (body === undefined) throw new UserError((say) => say('know.noBracket'));
    return body;
  },
});

/** A winner was chosen for one match of the bracket: kept, and the form drawn again with what follows from it. */
export const forecast = defineComponent({
  id: forecastId,
  async run(fields, press: Pressed<Forecasting>) {
    const { asker, reading, services, values } = press;
    const pick = { matchId: fields.match, choice: values[0] ?? '' };
    const guildId = asker.place.guildId ?? '';
    const kept = await services.polls.forecasts.predict(guildId, asker.userId, reading.privateHorizon, pick);
    if (!kept) throw new UserError((say) => say('forecast.closed'));
    return drawnAgain(press, fields.competition, Number(fields.page));
  },
});

export const forecastPage = defineComponent({
  id: forecastPageId,
  run: (fields, press: Pressed<Forecasting>) => drawnAgain(press, fields.competition, Number(fields.page)),
});

async function drawnAgain(call: Forecasting, competitionId: string, page: number): Promise<ComponentAnswer> {
  const body = await showForecast(call, competitionId, page);
  if (body === undefined) throw new UserError((say) => say('talk.oldButton'));
  return { kind: 'update', body };
}

/** Undefined when the competition cannot be seen by who asks. */
async function showForecast(call: Forecasting, competitionId: string, page: number): Promise<MessageBody | undefined> {
  const { asker, reading, services } = call;
  const { forecasts } = services.polls;
  const forecast = await forecasts.of(asker.place.guildId ?? '', asker.userId, reading.privateHorizon, competitionId);
  return forecast && forecastForm(forecast, competitionId, page, ownReader(call));
}

/** A prediction is for its maker alone, and as far as they have watched. */
function ownReader(call: Using<'viewFrom'>) {
  return { ...call, view: call.services.viewFrom(call.reading.privateHorizon) };
}
