import type { FilledMatch } from '../../domain/bracket/fill-in.ts';
import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { BracketGame } from '../../services/polls/brackets/bracket-book.ts';
import type { PlayedBracket } from '../../services/polls/brackets/games.ts';
import { withHorizon } from '../contract/call.ts';
import { type Call, choice, defineAction, optional, text } from '../contract/command.ts';
import { answerPress, type ComponentAnswer, defineComponent } from '../contract/component.ts';
import { moment } from '../contract/markdown.ts';
import type { MessageBody } from '../contract/message.ts';
import { button, rows } from '../elements/controls.ts';
import { competitionNamed, suggestCompetitions } from '../knowledge/bracket.ts';
import { knownHorizon } from '../knowledge/watched.ts';
import {
  bracketAllId,
  bracketFarId,
  bracketGoId,
  bracketPickId,
  bracketSeenId,
  bracketShareId,
  bracketStepId,
  bracketUndoId,
  bracketUnshareId,
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
import { crowdBracketShown, sharedBracket } from './views/shared-bracket.ts';

export const paces = ['live', 'blind'] as const;
type Pace = (typeof paces)[number];

/** `/bracket predict`: a member's own bracket, from where they stopped. */
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

/** One match of the form. */
export const bracketStep = defineComponent({
  id: bracketStepId,
  async run({ mode, competition, match }, press) {
    const own = press.alone();
    if (mode === 'blind' && own.reading.own === undefined) return answerPress(press, howFarForm(competition, own));
    const form = await formOf(own, gameOf(own, mode, competition));
    return answerPress(press, shown(form, own, match));
  },
});

/** A match chosen below the whole bracket. */
export const bracketGo = defineComponent({
  id: bracketGoId,
  async run({ mode, competition }, press) {
    const own = press.alone();
    const form = await formOf(own, gameOf(own, mode, competition));
    return answerPress(press, shown(form, own, press.values[0] ?? ''));
  },
});

/** The whole bracket; below one that somebody shared, the way to one's own. */
export const bracketAll = defineComponent({
  id: bracketAllId,
  async run({ mode, competition }, press) {
    const own = press.alone();
    if (!press.onPrivate) return { kind: 'private', body: await resumed(own, competition, paceOf(mode)) };
    if (mode === 'blind' && own.reading.own === undefined) return answerPress(press, howFarForm(competition, own));
    return answerPress(press, wholeForm(await formOf(own, gameOf(own, mode, competition)), own));
  },
});

/** Who stands in a place goes on: kept, and on to what comes next. */
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

/** How far somebody has watched, told before they play at their own pace. */
export const bracketFar = defineComponent({
  id: bracketFarId,
  async run({ competition }, press) {
    const horizon = knownHorizon(press.values[0] ?? '', press);
    await press.services.members.setHorizon(press.asker.userId, press.episodes.keep(horizon));
    return answerPress(press, await resumed(withHorizon(press, horizon), competition, 'blind'));
  },
});

/** Pick → watch → see: what came of the picks that this episode decides, and what comes next. */
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

/** Shows a bracket to everybody in the channel, as far as all of them have watched. */
export const bracketShare = defineComponent({
  id: bracketShareId,
  async run({ mode, competition }, press): Promise<ComponentAnswer> {
    const game = gameOf(press, mode, competition);
    const { games } = press.services.polls;
    const { userId } = press.asker;
    const openly = await press.openly();
    if (openly === undefined) throw new UserError((say) => say('bracketGame.shareNowhere'));
    if (!(await games.plays(game, userId))) throw new UserError((say) => say('bracketGame.shareEmpty'));
    const played = await games.shown(game, userId, openly.reading.horizon);
    if (played === undefined) throw new UserError((say) => say('know.noBracket'));
    const wait = await games.noteShared(game.guildId, userId);
    if (wait !== undefined) {
      const when = moment(press.services.clock.now() + wait.waitMs, 'R');
      throw new UserError((say) => say('bracketGame.shareWait', { when }));
    }
    return { kind: 'public', body: sharedBracket(game, played, openly) };
  },
});

/** What a member shared, they alone take back. */
export const bracketUnshare = defineComponent({
  id: bracketUnshareId,
  async run({ user }, press) {
    if (press.asker.userId !== user) throw new UserError((say) => say('bracketGame.notYours', { userId: user }));
    const everybodys = (await press.openly()) ?? press;
    return {
      kind: 'update',
      body: {
        content: everybodys.say('bracketGame.unshared', { userId: user }),
        embeds: [],
        components: [],
        files: [],
      },
    };
  },
});

/** `/bracket show` with what most brackets say. */
export async function showCrowdBracket(call: Call, typed: string | undefined): Promise<MessageBody> {
  const { guildId } = call.asker.place;
  if (guildId === undefined) throw new UserError((say) => say('talk.serversOnly'));
  const here = competitionNamed(typed, call);
  const reader = here === undefined ? call.alone() : call;
  const found = here ?? competitionNamed(typed, reader);
  if (found === undefined) return { content: reader.say('know.noBracket'), onlyForAsker: true };
  const game = { mode: 'live', guildId, competitionId: found.id } as const;
  const crowd = await reader.services.polls.games.crowd(game, reader.reading.horizon);
  const body = crowdBracketShown(crowd?.told ?? emptyBracket(found.id), crowd?.picks ?? new Map(), reader);
  return here === undefined ? { ...body, onlyForAsker: true } : body;
}

function emptyBracket(id: string) {
  return { id, matches: [], match: () => undefined, before: () => new Set<string>(), whoIn: () => undefined };
}

/**
 * What `/next` is for somebody who plays at their own pace here: pick, then watch, then see. Undefined for whoever does not.
 */
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

/** `/next` with the way to predict what comes: along with the server where that is still open, else at one's own pace. */
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

/** The match that the next episode shows, if it can be picked by who asks and is not; else what to watch; else the whole. */
function nextBody(form: Form, by: Call): MessageBody {
  const next = by.view.next();
  if (next === undefined) {
    return wholeForm({ ...form, said: [...(form.said ?? []), by.say('bracketGame.allWatched')] }, by);
  }
  const match = form.played.matches.find((one) => one.match.episode?.id === next.id);
  return match?.state === 'open' && match.pick === undefined ? stepForm(form, match, by) : watchForm(form, next, by);
}

/** After a pick comes the next match without one; at one's own pace, watching, once the next episode's match is picked. */
function afterPick(form: Form, matchId: string, by: Call): MessageBody {
  const next = by.view.next();
  const picked = form.played.matches.find((one) => one.match.id === matchId);
  if (form.game.mode === 'blind' && next !== undefined && picked?.match.episode?.id === next.id) {
    return watchForm(form, next, by);
  }
  const todo = nextToPick(form.played, matchId);
  return todo === undefined ? wholeForm(form, by) : stepForm(form, todo, by);
}

/** Where a member stopped: at the first match that is open and has no pick, else before the whole. */
async function resumed(own: Call, competitionId: string, pace: Pace | undefined): Promise<MessageBody> {
  const mode = pace ?? (await usualPace(own, competitionId));
  if (mode === 'blind' && own.reading.own === undefined) return howFarForm(competitionId, own);
  const form = await formOf(own, gameOf(own, mode, competitionId));
  const last = form.played.matches.findLast(({ pick, state }) => pick !== undefined && state === 'open')?.match.id;
  const todo = nextToPick(form.played, last);
  const begun = form.played.matches.some(({ pick }) => pick !== undefined);
  return todo !== undefined && begun ? stepForm(form, todo, own) : wholeForm(form, own);
}

/** Along with the server while there is something open for them in that game, or they never began one of their own. */
async function usualPace(own: Call, competitionId: string): Promise<Pace> {
  const { games } = own.services.polls;
  const game = gameOf(own, 'live', competitionId);
  const live = await games.own(game, own.asker.userId, own.reading.privateHorizon);
  if (live !== undefined && openMatches(live).length > 0) return 'live';
  return (await games.plays({ ...game, mode: 'blind' }, own.asker.userId)) ? 'blind' : 'live';
}

async function formOf(own: Call, game: BracketGame): Promise<Form> {
  const { games } = own.services.polls;
  const played = await games.own(game, own.asker.userId, own.reading.privateHorizon);
  if (played === undefined) throw new UserError((say) => say('talk.oldButton'));
  return { game, played };
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

/** They are taken at their word; it only ever moves somebody further. */
async function watched(own: Call, horizon: Horizon): Promise<Call> {
  if (own.episodes.compareHorizons(own.reading.privateHorizon, horizon) >= 0) return own;
  await own.services.members.setHorizon(own.asker.userId, own.episodes.keep(horizon));
  return withHorizon(own, horizon);
}

function gameOf({ asker }: Pick<Call, 'asker'>, mode: string, competitionId: string): BracketGame {
  return { mode: paceOf(mode), guildId: asker.place.guildId ?? '', competitionId };
}

function paceOf(mode: string): Pace {
  return mode === 'blind' ? 'blind' : 'live';
}
