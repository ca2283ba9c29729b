import { UserError } from '../../i18n/user-error.ts';
import { type Call, defineAction, optional, type Suggestion, text } from '../contract/command.ts';
import { forecastForm } from './views/forecast-form.ts';

/** `/bracket predict`: a member's own prediction of a whole bracket, in a server's game. */
export const predictAction = defineAction({
  audience: 'private',
  options: { competition: optional(text({ suggest: (typed, call) => competitions(call, typed) })) },
  async run(call) {
    if (call.asker.place.guildId === undefined) throw new UserError((say) => say('talk.serversOnly'));
    const wanted = call.options.competition ?? '';
    const [first] = competitions(call, wanted);
    const body = first && (await forecastForm(call, first.value, 1));
    if (body === undefined) throw new UserError((say) => say('know.noBracket'));
    return body;
  },
});

function competitions({ services, reading, language }: Call, typed: string): Suggestion[] {
  const view = services.viewFrom(reading.privateHorizon);
  const wanted = typed.trim().toLowerCase();
  return view.competitions
    .map(({ id, name }) => ({ name: view.textIn(name, language).slice(0, 100), value: id }))
    .filter(({ name, value }) => value === typed || name.toLowerCase().includes(wanted));
}
