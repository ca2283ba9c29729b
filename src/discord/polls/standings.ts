import { UserError } from '../../i18n/user-error.ts';
import type { Call, Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { sharedCall } from '../elements/share.ts';
import { picksId, sharePicksId, standingsId } from './ids.ts';
import { readScope } from './standings-option.ts';
import { picksPage, sharedRank } from './views/picks-list.ts';
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

/**
 * “Share here”: how a member is doing, for everybody in the channel, as far as the channel has watched. Their single votes
 * stay theirs.
 */
export const sharePicks = defineComponent({
  id: sharePicksId,
  async run(_fields, press: Pressed<OwnPicks & Pick<Call, 'openly'>>) {
    const { services, asker } = press;
    const { scores, book } = services.polls;
    const { userId, place } = asker;
    const guildId = place.guildId ?? '';
    const shared = await sharedCall(press);
    const { horizon } = shared.reading;
    const [{ record }, ranks, polls] = await Promise.all([
      scores.picks(guildId, userId, horizon),
      scores.rankOverTime(guildId, userId, horizon),
      book.ofServer(guildId),
    ]);
    if (record.votes === 0) throw new UserError((say) => say('share.nothing'));
    return { kind: 'public', body: sharedRank({ record, ranks, polls }, userId, shared) };
  },
});

export const picks = defineComponent({
  id: picksId,
  run: async (fields, press: Pressed<OwnPicks>) => ({
    kind: 'update',
    body: await showPicks(press, Number(fields.page)),
  }),
});
