import type { BracketStanding } from '../../domain/bracket/bracket-points.ts';
import type { MovedStanding } from '../../domain/scores/standings.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { picksId, sharePicksId, standingsHereId, standingsId } from './ids.ts';
import { readScope } from './standings-option.ts';
import { picksOn, picksPage, sharedRank } from './views/picks-list.ts';
import { type StandingsOf, standingsOn, standingsPage } from './views/standings-list.ts';

type Standing = Using<'polls.scores' | 'polls.games' | 'presence'>;

/** A page of the standings, from 1; `onlyHere` leaves out members who left the server. */
export async function showStandings(
  call: Standing,
  { of, page, onlyHere }: { readonly of: StandingsOf; readonly page: number; readonly onlyHere: boolean },
): Promise<MessageBody> {
  const { polls, presence } = call.services;
  const guildId = call.asker.place.guildId ?? '';
  const { horizon } = call.reading;
  const all: readonly (MovedStanding | BracketStanding)[] =
    of.bracketOf === undefined
      ? await polls.scores.standings(guildId, horizon, of.scope)
      : await polls.games.standings({ guildId, ...of.bracketOf }, horizon);
  const shown = standingsOn(all, page);
  // Only members on this page are asked about, so that the cost does not grow with the server.
  const ids = shown.standings.map(({ userId }) => userId);
  const gone = onlyHere ? await presence.gone(guildId, ids) : undefined;
  return standingsPage({ all, shown, of, gone }, call);
}

/** Another page of the standings. A public message is answered privately, because its readers may have watched less. */
export const standings = defineComponent({ id: standingsId, run: turnTo(false) });
export const standingsHere = defineComponent({ id: standingsHereId, run: turnTo(true) });

function turnTo(onlyHere: boolean) {
  return async (fields: { scope: string; page: string; from: string }, press: Pressed<Standing>) => {
    const body = await showStandings(press, {
      of: readScope(fields.scope, press),
      page: Number(fields.page),
      onlyHere,
    });
    return { kind: fields.from === 'private' ? ('update' as const) : ('private' as const), body };
  };
}

type OwnPicks = Using<'polls.scores' | 'polls.book' | 'polls.horizons' | 'polls.games'>;

/** A page of the member's own votes, from 1. */
export async function showPicks(call: OwnPicks, page: number): Promise<MessageBody> {
  const { scores, book, horizons, games } = call.services.polls;
  const { userId, place } = call.asker;
  const guildId = place.guildId ?? '';
  const horizon = call.reading.privateHorizon;
  const [{ picks, record }, ranks, polls, brackets] = await Promise.all([
    scores.picks(guildId, userId, horizon),
    scores.rankOverTime(guildId, userId, horizon),
    scores.ofServer(guildId),
    games.ledger(guildId, userId, horizon),
  ]);
  const turned = picksOn({ picks, brackets }, page);
  // Whole polls are read for this page only: there may be thousands.
  const whole = new Map((await book.getMany(turned.picks.map(({ poll }) => poll.id))).map((poll) => [poll.id, poll]));
  const shown = turned.picks.flatMap((pick) => {
    const poll = whole.get(pick.poll.id);
    return poll === undefined ? [] : { ...pick, poll, knowsContestants: horizons.knowsContestants(horizon, poll) };
  });
  return picksPage({ picks, shown: { ...turned, picks: shown }, record, ranks, polls }, call);
}

/**
 * The call for a public answer in this channel.
 *
 * @throws UserError where nobody has said how far the channel has watched
 */
async function sharedCall({ openly }: Pick<Call, 'openly'>): Promise<Call> {
  const call = await openly();
  if (call === undefined) throw new UserError((say) => say('share.notHere'));
  return call;
}

/**
 * “Share here”: shows a member's rank to everybody in the channel, as far as the channel has watched, without their
 * single votes.
 */
export const sharePicks = defineComponent({
  id: sharePicksId,
  async run(_fields, press: Pressed<OwnPicks & Pick<Call, 'openly'>>) {
    const { services, asker } = press;
    const { scores } = services.polls;
    const { userId, place } = asker;
    const guildId = place.guildId ?? '';
    const shared = await sharedCall(press);
    const { horizon } = shared.reading;
    const [{ record }, ranks, polls] = await Promise.all([
      scores.picks(guildId, userId, horizon),
      scores.rankOverTime(guildId, userId, horizon),
      scores.ofServer(guildId),
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
