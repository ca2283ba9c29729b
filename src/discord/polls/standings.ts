import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { picksId, standingsId } from './ids.ts';
import { readScope } from './standings-option.ts';
import { picksPage } from './views/picks-list.ts';
import { type StandingsOf, standingsPage } from './views/standings-list.ts';

/** A page of the standings, from 1. */
export async function showStandings(
  call: Using<'polls.scores' | 'polls.games'>,
  of: StandingsOf,
  page: number,
): Promise<MessageBody> {
  const { scores, games } = call.services.polls;
  const guildId = call.asker.place.guildId ?? '';
  const { horizon } = call.reading;
  if (of.bracketOf === undefined)
    return standingsPage(await scores.standings(guildId, horizon, of.scope), of, page, call);
  return standingsPage(await games.standings({ guildId, ...of.bracketOf }, horizon), of, page, call);
}

/** Another page of the standings. A public message stays as it is: its readers may be less far than who presses. */
export const standings = defineComponent({
  id: standingsId,
  async run(fields, press: Pressed<Using<'polls.scores' | 'polls.games'>>) {
    const body = await showStandings(press, readScope(fields.scope, press), Number(fields.page));
    return { kind: fields.from === 'private' ? 'update' : 'private', body };
  },
});

type OwnPicks = Using<'polls.scores' | 'polls.book' | 'polls.horizons' | 'polls.games'>;

/** A page of a member's own votes, from 1. */
export async function showPicks(call: OwnPicks, page: number): Promise<MessageBody> {
  const { scores, book, horizons, games } = call.services.polls;
  const { userId, place } = call.asker;
  const guildId = place.guildId ?? '';
  const horizon = call.reading.privateHorizon;
  const [{ picks, record }, ranks, polls, brackets] = await Promise.all([
    scores.picks(guildId, userId, horizon),
    scores.rankOverTime(guildId, userId, horizon),
    book.ofServer(guildId),
    games.ledger(guildId, userId, horizon),
  ]);
  const shown = picks.map((pick) => ({ ...pick, knowsContestants: horizons.knowsContestants(horizon, pick.poll) }));
  return picksPage({ picks: shown, record, ranks, polls, brackets }, page, call);
}

export const picks = defineComponent({
  id: picksId,
  run: async (fields, press: Pressed<OwnPicks>) => ({
    kind: 'update',
    body: await showPicks(press, Number(fields.page)),
  }),
});
