import type { Call } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { button, rows } from '../elements/controls.ts';
import { formOf, nextBody } from './bracket-begun.ts';
import { bracketStepId } from './ids.ts';
import { openMatches } from './views/bracket-form.ts';

/** What `/next` has to do with brackets. */

/** `/next` for a member with a blind run in this server: the next step of it. Undefined for others. */
export async function nextAtOwnPace(call: Call): Promise<MessageBody | undefined> {
  const own = call.alone();
  const { guildId } = call.asker.place;
  const next = own.view.next();
  if (guildId === undefined || next === undefined || own.reading.own === undefined) return undefined;
  const first = own.view.matches.find(({ episode }) => episode?.id === next.id)?.competitionId;
  const competitions = [...(first === undefined ? [] : [first]), ...own.view.competitions.map(({ id }) => id)];
  for (const competitionId of new Set(competitions)) {
    const game = { mode: 'blind', guildId, competitionId } as const;
    if (!(await own.services.polls.games.plays(game, call.asker.userId))) continue;
    return { ...nextBody(await formOf(own, game), own), onlyForAsker: true };
  }
  return undefined;
}

/**
 * Adds a button to predict the next match to the answer of `/next`: in the live game while that is open, otherwise in a
 * blind run.
 */
export async function withPredictFirst(call: Call, body: MessageBody): Promise<MessageBody> {
  const { asker, reading, services, view } = call;
  const { guildId } = asker.place;
  const next = view.next();
  const match = next && view.matches.find(({ episode }) => episode?.id === next.id);
  if (guildId === undefined || match === undefined) return body;
  const game = { mode: 'live', guildId, competitionId: match.competitionId } as const;
  const live = await services.polls.games.own(game, asker.userId, reading.horizon);
  const isOpen = live !== undefined && openMatches(live).some((one) => one.match.id === match.id);
  const id = { mode: isOpen ? 'live' : 'blind', competition: match.competitionId, match: match.id };
  const predict = button({ id: bracketStepId.write(id), label: call.say('bracketGame.predictFirst'), emoji: '🔮' });
  return { ...body, components: [...(body.components ?? []), ...rows([predict])] };
}
