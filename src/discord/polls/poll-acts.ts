import { inLanguage } from '../../domain/poll/in-language.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Moved } from '../../services/polls/lifecycle/lifecycle.ts';
import { withHorizon } from '../contract/call.ts';
import { type Call, defineAction, type SuggestCall, type Suggestion, text, type Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import type { Speaker } from '../contract/reader.ts';
import { mayMean, type Nameable, surelyMeans } from '../contract/typed-name.ts';
import { horizonText } from '../knowledge/views/how-far.ts';
import { readDeadline, suggestTimes } from './deadline-option.ts';
import { leaveId, pollActId, resultWatchedId, whoWonId } from './ids.ts';
import { confirmation, contradiction, outcomeText, type PollAct } from './views/confirm-poll.ts';
import { titleText, withPollLink } from './views/poll-words.ts';
import { pollHere, pollNamed, suggestPolls } from './which-poll.ts';

/**
 * What moderators do to polls: at once where it cannot be a mistake, otherwise after a confirmation that says what
 * changes.
 */

const ANY_STATE = ['open', 'locked', 'settled', 'void'] as const;

type Acting = Using<'polls.lifecycle' | 'polls.horizons'>;
type Questioning = Using<'polls.scores' | 'polls.horizons'>;

export const lock = defineAction({
  audience: 'private',
  options: { poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open']) }) },
  async run(call) {
    const { poll, isCertain } = await pollNamed(call, call.options.poll, ['open']);
    return isCertain ? done(poll, { act: 'lock' }, call) : askedFirst(poll, { act: 'lock' }, call);
  },
});

export const reopen = defineAction({
  audience: 'private',
  options: {
    poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['locked']) }),
    closes: text({ maxLength: 60, suggest: suggestTimes }),
  },
  async run(call) {
    const { poll } = await pollNamed(call, call.options.poll, ['locked', 'settled']);
    if (poll.state !== 'locked') throw new UserError((say) => say('poll.notLocked'));
    const { closesAtMs, untilEpisodeId } = readDeadline(call.options.closes, call);
    // A poll that is reopened until an episode would be locked again at once by the same one.
    if (untilEpisodeId !== undefined) throw new UserError((say) => say('poll.reopenNeedsTime'));
    call.services.polls.opening.checkDeadline(closesAtMs);
    return askedFirst(poll, { act: 'reopen', closesAtMs }, call);
  },
});

export const result = defineAction({
  audience: 'private',
  options: {
    poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }),
    winner: text({ suggest: suggestWinners }),
  },
  async run(call) {
    const { poll, isCertain } = await pollNamed(call, call.options.poll, ['open', 'locked', 'settled']);
    const act = { act: 'result', winnerId: contestantNamed(poll, call.options.winner) } as const;
    const isClear =
      poll.state === 'locked' &&
      isCertain &&
      unwatchedIn(poll, call) === undefined &&
      toldOtherwise(poll, act.winnerId, call) === undefined;
    return isClear ? done(poll, act, call) : compared(poll, act.winnerId, call);
  },
});

export const makeVoid = defineAction({
  audience: 'private',
  options: { poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }) },
  async run(call) {
    const { poll } = await pollNamed(call, call.options.poll, ['open', 'locked', 'settled']);
    return askedFirst(poll, { act: 'void' }, call);
  },
});

/** `/poll delete`: removes a poll without votes, and makes one with votes void; asks first. */
export const remove = defineAction({
  audience: 'private',
  options: { poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ANY_STATE) }) },
  async run(call) {
    const { poll } = await pollNamed(call, call.options.poll, ANY_STATE);
    return askedToDelete(poll, call);
  },
});

async function askedToDelete(poll: Poll, call: Questioning): Promise<MessageBody> {
  const { total } = await call.services.polls.scores.tallyOf(poll);
  return askedFirst(poll, { act: 'delete', becomes: total === 0 ? 'gone' : 'void' }, call);
}

/**
 * A button of “Who won?”, when a poll has locked with its episode. It asks for confirmation, because a result is
 * published.
 */
export const whoWon = defineComponent({
  id: whoWonId,
  of: 'poll',
  async run(fields, press: Pressed<Questioning & Using<'polls.book'>>) {
    const poll = await pollHere(fields.poll, press);
    if (poll.state === 'void') throw new UserError((say) => say('poll.isVoid'));
    const winnerId = contestantNamed(poll, fields.winner);
    return { kind: 'private', body: await compared(poll, winnerId, press) };
  },
});

/** Asks whether this is the result; or which of two it is, where the series tells the moderator another one. */
async function compared(poll: Poll, winnerId: string, call: Questioning): Promise<MessageBody> {
  const told = toldOtherwise(poll, winnerId, call);
  return told === undefined
    ? askedFirst(poll, { act: 'result', winnerId }, call)
    : contradiction(poll, { told, given: winnerId }, call);
}

/** A moderator has watched the match whose result they give: it is compared with the series' own. */
export const resultWatched = defineComponent({
  id: resultWatchedId,
  of: 'poll',
  async run(fields, press) {
    const poll = await pollHere(fields.poll, press);
    const own = await watchedBy(poll, press);
    const winnerId = contestantNamed(poll, fields.winner);
    return { kind: 'update', body: await compared(poll, winnerId, own) };
  },
});

/** Saves that the moderator has watched the episode. */
async function watchedBy(poll: Poll, press: Call): Promise<Call> {
  const { episodeId } = poll;
  if (episodeId === undefined || unwatchedIn(poll, press) === undefined) return press;
  await press.services.members.setHorizon(press.asker.userId, press.episodes.keep(episodeId));
  return withHorizon(press, episodeId);
}

/**
 * The label of the match's episode, if the moderator has not said to have watched it. It does not depend on whether the
 * series tells a result, so being asked tells nothing.
 */
function unwatchedIn(poll: Poll, call: Questioning): string | undefined {
  const { episodeId, matchId } = poll;
  if (matchId === undefined || episodeId === undefined || !call.episodes.isHorizon(episodeId)) return undefined;
  const hasWatched = call.episodes.compareHorizons(call.reading.privateHorizon, episodeId) >= 0;
  return hasWatched ? undefined : horizonText(call, episodeId);
}

/** The winner that the series tells the asker, if it is a different one. */
function toldOtherwise(poll: Poll, winnerId: string, call: Questioning): string | undefined {
  const told = call.services.polls.horizons.winnerTold(call.reading.privateHorizon, poll);
  return told === winnerId ? undefined : told;
}

/** A moderator confirmed an act on a poll. */
export const pollAct = defineComponent({
  id: pollActId,
  of: 'poll',
  async run(fields, press: Pressed<Acting & Questioning & Using<'polls.book'>>) {
    const poll = await pollHere(fields.poll, press);
    const seen = { ...poll, revision: Number(fields.revision) };
    const act = actOf(fields.act, fields.arg);
    const body = act.act === 'delete' ? await deleted(seen, act, press) : await done(seen, act, press);
    return { kind: 'update', body };
  },
});

/** “Leave it as it is”, below any confirmation. */
export const leave = defineComponent({
  id: leaveId,
  run: async (_fields, { say }) => ({ kind: 'update', body: { content: say('confirm.left') } }),
});

function actOf(act: string, arg: string): PollAct {
  switch (act) {
    case 'void':
    case 'lock':
      return { act };
    case 'delete':
      return { act, becomes: arg === 'gone' ? 'gone' : 'void' };
    case 'reopen':
      return { act, closesAtMs: Number(arg) };
    case 'result':
      return { act, winnerId: arg };
    default:
      throw new UserError((say) => say('talk.oldButton'));
  }
}

async function askedFirst(poll: Poll, act: PollAct, call: Questioning): Promise<MessageBody> {
  const { scores, horizons } = call.services.polls;
  const { total: votes } = await scores.tallyOf(poll);
  const mayTell = horizons.hasWatched(call.reading.privateHorizon, poll);
  return confirmation(poll, act, { votes, mayTell, unwatched: unwatchedIn(poll, call) }, call);
}

/**
 * Acts on the poll if it is still as it was seen, and says what was done.
 *
 * @throws UserError when nothing was done
 */
async function done(seen: Pick<Poll, 'id' | 'revision'>, act: AtOnce, call: Acting): Promise<MessageBody> {
  const { poll, done: isDone } = changedOrRefused(await carriedOut(seen, act, call), call);
  if (act.act === 'lock' && !isDone) throw new UserError((say) => say('poll.notOpen'));
  const mayTell = call.services.polls.horizons.hasWatched(call.reading.privateHorizon, poll);
  return { content: withPollLink(outcomeText(poll, act, { done: isDone, mayTell }, call), poll) };
}

/**
 * Deletes the poll; asks again where the effect has changed since the confirmation.
 *
 * @throws UserError when nothing was done
 */
async function deleted(
  { id, revision }: Pick<Poll, 'id' | 'revision'>,
  act: Extract<PollAct, { act: 'delete' }>,
  call: Acting & Questioning,
): Promise<MessageBody> {
  const removed = await call.services.polls.lifecycle.remove({ pollId: id, revision }, act.becomes);
  if (removed.kind === 'otherwise') return askedToDelete(removed.poll, call);
  const { poll, done: isDone } = changedOrRefused(removed, call);
  return { content: outcomeText(poll, act, { done: isDone, mayTell: false }, call) };
}

type AtOnce = Exclude<PollAct, { act: 'delete' }>;

function carriedOut({ id, revision }: Pick<Poll, 'id' | 'revision'>, act: AtOnce, call: Acting): Promise<Moved> {
  const { lifecycle } = call.services.polls;
  const seen = { pollId: id, revision };
  switch (act.act) {
    case 'void':
      return lifecycle.makeVoid(seen);
    case 'lock':
      return lifecycle.lock(seen);
    case 'reopen':
      return lifecycle.reopen(seen, act.closesAtMs);
    case 'result':
      return lifecycle.giveResult(seen, act.winnerId, call.asker.userId);
  }
}

/**
 * The poll as it is now, and whether the act changed anything.
 *
 * @throws UserError when the poll is gone, or has changed since it was seen
 */
export function changedOrRefused(moved: Moved, { language }: Speaker): { readonly poll: Poll; readonly done: boolean } {
  if (moved.kind === 'unknown') throw new UserError((say) => say('poll.noSuchPoll'));
  const { poll } = moved;
  if (moved.kind === 'stale') {
    throw new UserError((say) => withPollLink(say('poll.resultWasFaster', { title: titleText(poll, language) }), poll));
  }
  return { poll, done: moved.kind === 'done' };
}

/** The contestants, as suggestions for the winner. Empty for an asker who may not know them. */
async function suggestWinners(
  typed: string,
  call: Using<'polls.book' | 'polls.horizons'> & Pick<SuggestCall, 'filled'>,
): Promise<Suggestion[]> {
  const { poll } = await pollNamed(call, String(call.filled.poll ?? ''), ['open', 'locked', 'settled']);
  if (!call.services.polls.horizons.knowsContestants(call.reading.privateHorizon, poll)) return [];
  return poll.contestants
    .filter((contestant) => mayMean(typed, nameable(contestant)))
    .map(({ id, names }) => ({ name: inLanguage(names, call.language), value: id }));
}

/** @throws UserError when no contestant is called so */
function contestantNamed(poll: Poll, typed: string): string {
  const picked = poll.contestants.find(({ id }) => id === typed);
  const found = picked ?? poll.contestants.find((contestant) => surelyMeans(typed, nameable(contestant)));
  if (found === undefined) throw new UserError((say) => say('poll.noSuchContestant'));
  return found.id;
}

function nameable({ id, names }: Poll['contestants'][number]): Nameable {
  return { id, names: Object.values(names) };
}
