import { UserError } from '../../i18n/user-error.ts';
import type { BracketGame } from '../../services/polls/brackets/bracket-book.ts';
import type { Call } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import {
  type Form,
  howFarForm,
  nextToPick,
  openMatches,
  stepForm,
  watchForm,
  wholeForm,
} from './views/bracket-form.ts';

/** Which bracket a member plays, and how far they got with it. */

export const paces = ['live', 'blind'] as const;
export type Pace = (typeof paces)[number];

/**
 * The match of the next episode if the member can pick it and has not; otherwise what to watch; otherwise the whole
 * bracket.
 */
export function nextBody(form: Form, by: Call): MessageBody {
  const next = by.view.next();
  if (next === undefined) {
    return wholeForm({ ...form, said: [...(form.said ?? []), by.say('bracketGame.allWatched')] }, by);
  }
  const match = form.played.matches.find((one) => one.match.episode?.id === next.id);
  return match?.state === 'open' && match.pick === undefined ? stepForm(form, match, by) : watchForm(form, next, by);
}

/** Continues where a member stopped: at the first open match without a pick, otherwise with the whole bracket. */
export async function resumed(own: Call, competitionId: string, pace: Pace | undefined): Promise<MessageBody> {
  const mode = pace ?? (await usualPace(own, competitionId));
  if (mode === 'blind' && own.reading.own === undefined) return howFarForm(competitionId, own);
  const form = await formOf(own, gameOf(own, mode, competitionId));
  const last = form.played.matches.findLast(({ pick, state }) => pick !== undefined && state === 'open')?.match.id;
  const todo = nextToPick(form.played, last);
  const begun = form.played.matches.some(({ pick }) => pick !== undefined);
  return todo !== undefined && begun ? stepForm(form, todo, own) : wholeForm(form, own);
}

/** The live game, while it has open matches for the member or they never began a blind run; otherwise the blind run. */
async function usualPace(own: Call, competitionId: string): Promise<Pace> {
  const { games } = own.services.polls;
  const game = gameOf(own, 'live', competitionId);
  const live = await games.own(game, own.asker.userId, own.reading.privateHorizon);
  if (live !== undefined && openMatches(live).length > 0) return 'live';
  return (await games.plays({ ...game, mode: 'blind' }, own.asker.userId)) ? 'blind' : 'live';
}

export async function formOf(own: Call, game: BracketGame): Promise<Form> {
  const { games } = own.services.polls;
  const played = await games.own(game, own.asker.userId, own.reading.privateHorizon);
  if (played === undefined) throw new UserError((say) => say('talk.oldButton'));
  return { game, played };
}

export function gameOf({ asker }: Pick<Call, 'asker'>, mode: string, competitionId: string): BracketGame {
  return { mode: paceOf(mode), guildId: asker.place.guildId ?? '', competitionId };
}

export function paceOf(mode: string): Pace {
  return mode === 'blind' ? 'blind' : 'live';
}
