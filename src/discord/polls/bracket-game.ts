import type { FilledMatch } from '../../domain/bracket/fill-in.ts';
import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { PlayedBracket } from '../../services/polls/brackets/games.ts';
import { withHorizon } from '../contract/call.ts';
import { type Call, choice, defineAction, optional, text } from '../contract/command.ts';
import { answerPress, defineComponent } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { competitionNamed, suggestCompetitions } from '../knowledge/bracket.ts';
import { knownHorizon } from '../knowledge/watched.ts';
import { formOf, gameOf, nextBody, paceOf, paces, resumed } from './bracket-begun.ts';
import {
  bracketAllId,
  bracketFarId,
  bracketGoId,
  bracketPickId,
  bracketSeenId,
  bracketStepId,
  bracketUndoId,
} from './ids.ts';
import {
  type Form,
  howFarForm,
  matchLine,
  nextToPick,
  openMatches,
  stepForm,
  watchForm,
  wholeForm,
} from './views/bracket-form.ts';
import { candidateText, textOf } from './views/bracket-words.ts';

/** Filling in a bracket, one match at a time, privately. */

/** `/bracket predict`: continues the member's own bracket. */
export const predict = defineAction({
  audience: 'private',
  options: {
    competition: optional(text({ suggest: (typed, call) => suggestCompetitions(typed, call.alone()) })),
    pace: optional(
      choice(
        paces.map((value) => ({
          value,
          name: (say) => say(value === 'live' ? 'bracketGame.toLive' : 'bracketGame.toBlind'),
        })),
      ),
    ),
  },
  async run(call) {
    const own = call.alone();
    if (call.asker.place.guildId === undefined) throw new UserError((say) => say('talk.serversOnly'));
    const found = competitionNamed(call.options.competition, own);
    if (found === undefined) throw new UserError((say) => say('know.noBracket'));
    return resumed(own, found.id, call.options.pace);
  },
});

/** Shows one match of the bracket. */
export const bracketStep = defineComponent({
  id: bracketStepId,
  async run({ mode, competition, match }, press) {
    const own = press.alone();
    if (mode === 'blind' && own.reading.own === undefined) return answerPress(press, howFarForm(competition, own));
    const form = await formOf(own, gameOf(own, mode, competition));
    return answerPress(press, shown(form, own, match));
  },
});

/** Shows the match that was chosen below the whole bracket. */
export const bracketGo = defineComponent({
  id: bracketGoId,
  async run({ mode, competition }, press) {
    const own = press.alone();
    const form = await formOf(own, gameOf(own, mode, competition));
    return answerPress(press, shown(form, own, press.values[0] ?? ''));
  },
});

/** Shows the whole bracket; below a shared bracket, opens the presser's own. */
export const bracketAll = defineComponent({
  id: bracketAllId,
  async run({ mode, competition }, press) {
    const own = press.alone();
    if (!press.onPrivate) return { kind: 'private', body: await resumed(own, competition, paceOf(mode)) };
    if (mode === 'blind' && own.reading.own === undefined) return answerPress(press, howFarForm(competition, own));
    return answerPress(press, wholeForm(await formOf(own, gameOf(own, mode, competition)), own));
  },
});

/** Saves a pick, and shows the next step. */
export const bracketPick = defineComponent({
  id: bracketPickId,
  async run({ mode, competition, match, slot }, press) {
    const own = press.alone();
    const game = gameOf(own, mode, competition);
    const { games } = own.services.polls;
    const { userId } = own.asker;
    const horizon = own.reading.privateHorizon;
    const made = await games.pick(game, userId, horizon, { match, slot: Number(slot) });
    if (made === undefined) throw new UserError((say) => say('bracketGame.closed'));
    const form = await formOf(own, game);
    const picked = form.played.matches.find((one) => one.match.id === match);
    return answerPress(
      press,
      afterPick({ ...form, said: saidOf(made, picked, form.played, own), step: made.stepAtMs }, match, own),
    );
  },
});

export const bracketUndo = defineComponent({
  id: bracketUndoId,
  async run({ mode, competition, step }, press) {
    const own = press.alone();
    const game = gameOf(own, mode, competition);
    const horizon = own.reading.privateHorizon;
    const taken = await own.services.polls.games.takeBack(game, own.asker.userId, horizon, Number(step));
    if (!taken) throw new UserError((say) => say('bracketGame.undoTooLate'));
    return answerPress(press, wholeForm({ ...(await formOf(own, game)), said: [own.say('bracketGame.undone')] }, own));
  },
});

/** Saves how far a member has watched, before they begin a blind run. */
export const bracketFar = defineComponent({
  id: bracketFarId,
  async run({ competition }, press) {
    const horizon = knownHorizon(press.values[0] ?? '', press);
    await press.services.members.setHorizon(press.asker.userId, press.episodes.keep(horizon));
    return answerPress(press, await resumed(withHorizon(press, horizon), competition, 'blind'));
  },
});

/** “I have watched it” in a blind run: shows how the picks for this episode turned out, and the next step. */
export const bracketSeen = defineComponent({
  id: bracketSeenId,
  async run({ competition, episode }, press) {
    const before = press.alone();
    const game = gameOf(before, 'blind', competition);
    const was = await formOf(before, game);
    const own = await watched(before, knownHorizon(episode, before));
    const form = await formOf(own, game);
    const label = own.episodes.episodeLabels().find(({ id }) => id === episode)?.label ?? {};
    const undecided = new Set(was.played.matches.flatMap(({ match }) => (match.winner === undefined ? match.id : [])));
    const told = form.played.matches.filter(({ match }) => match.winner !== undefined && undecided.has(match.id));
    const said = [
      own.say('bracketGame.watchedNow', { label: textOf(own, label) }),
      ...told.map((one) => matchLine(one, form.played, own)),
    ];
    return answerPress(press, nextBody({ ...form, said }, own));
  },
});

/** After a pick: the next match without one. In a blind run, once the next episode's match is picked: watching it. */
function afterPick(form: Form, matchId: string, by: Call): MessageBody {
  const next = by.view.next();
  const picked = form.played.matches.find((one) => one.match.id === matchId);
  if (form.game.mode === 'blind' && next !== undefined && picked?.match.episode?.id === next.id) {
    return watchForm(form, next, by);
  }
  const todo = nextToPick(form.played, matchId);
  return todo === undefined ? wholeForm(form, by) : stepForm(form, todo, by);
}

function shown(form: Form, by: Call, matchId: string): MessageBody {
  const match = openMatches(form.played).find((one) => one.match.id === matchId);
  return match === undefined
    ? wholeForm({ ...form, said: [by.say('bracketGame.closed')] }, by)
    : stepForm(form, match, by);
}

function saidOf(
  made: { readonly kind: string; readonly emptied: readonly string[] },
  picked: FilledMatch | undefined,
  { told }: PlayedBracket,
  by: Call,
): string[] {
  if (picked?.picked === undefined) return [];
  const facts = { match: textOf(by, picked.match.label), choice: candidateText(by, picked.picked) };
  const matches = made.emptied.map((id) => textOf(by, told.match(id)?.label ?? {})).join(', ');
  return [
    by.say(made.kind === 'unchanged' ? 'bracketGame.same' : 'bracketGame.kept', facts),
    ...(made.emptied.length === 0 ? [] : [by.say('bracketGame.emptied', { matches })]),
  ];
}

/** Saves that the member has watched this far; never sets their horizon back. */
async function watched(own: Call, horizon: Horizon): Promise<Call> {
  if (own.episodes.compareHorizons(own.reading.privateHorizon, horizon) >= 0) return own;
  await own.services.members.setHorizon(own.asker.userId, own.episodes.keep(horizon));
  return withHorizon(own, horizon);
}
