import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { UserError } from '../../../i18n/user-error.ts';
import type { Moved } from '../../../services/polls/lifecycle/lifecycle.ts';
import type { Call } from '../../contract/command.ts';
import { moment, plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, rows } from '../../elements/controls.ts';
import { leaveId, pollActId } from '../ids.ts';
import { inLanguage, titleText } from './poll-message.ts';

/** What a moderator is asked about before it is done. Its parts are written into the button that does it. */
export type PollAct =
  | { readonly act: 'void' }
  | { readonly act: 'lock' }
  | { readonly act: 'reopen'; readonly closesAtMs: number }
  | { readonly act: 'result'; readonly winnerId: string };

/** Names what will change, and carries the poll as it was seen: pressed later, on a poll that changed, it does nothing. */
export async function confirmation(call: Call, poll: Poll, act: PollAct): Promise<MessageBody> {
  const arg =
    act.act === 'void' || act.act === 'lock' ? '-' : act.act === 'reopen' ? String(act.closesAtMs) : act.winnerId;
  const id = pollActId.write({ poll: poll.id, act: act.act, revision: String(poll.revision), arg });
  return {
    content: await question(call, poll, act),
    components: rows([
      button({ id, label: call.say('confirm.yes'), style: 'primary' }),
      button({ id: leaveId.write({}), label: call.say('confirm.no') }),
    ]),
  };
}

async function question(call: Call, poll: Poll, act: PollAct): Promise<string> {
  const { say, language, services, reading } = call;
  const title = titleText(poll, language);
  if (act.act === 'reopen') return say('confirm.reopen', { title, when: moment(act.closesAtMs) });
  const { total: count } = await services.polls.scores.tallyOf(poll);
  if (act.act === 'void') return say('confirm.void', { title, count });
  if (act.act === 'lock') return say('confirm.lock', { title, count });
  const nameOf = (id: string | undefined) =>
    plain(inLanguage(poll.contestants.find((one) => one.id === id)?.names ?? {}, language));
  const winner = nameOf(act.winnerId);
  if (poll.state === 'open') return say('confirm.settleOpen', { title, count, winner });
  if (poll.state === 'locked') return say('confirm.settle', { title, count, winner });
  // Who was said to have won is told to nobody who has not watched it, not even to a moderator.
  const mayTell = services.polls.horizons.hasWatched(reading.privateHorizon, poll);
  return mayTell
    ? say('confirm.correct', { title, winner, from: nameOf(winnerOf(poll)) })
    : say('confirm.correctUnseen', { title, winner });
}

/**
 * What came of it, in a sentence. A moderator who has not watched the match learns of a result no more than what they said
 * themselves: whether it was the one that stood already is not told.
 *
 * @throws UserError when nothing was done
 */
export function outcomeText(call: Call, moved: Moved, act: PollAct): string {
  const { say, language } = call;
  if (moved.kind === 'unknown') throw new UserError((theirs) => theirs('poll.noSuchPoll'));
  const { poll } = moved;
  if (moved.kind === 'stale') {
    throw new UserError((theirs) => theirs('poll.resultWasFaster', { title: titleText(poll, language) }));
  }
  const title = titleText(poll, language);
  const done = moved.kind === 'done';
  switch (act.act) {
    case 'void':
      return done ? say('poll.voided', { title }) : say('poll.isVoid');
    case 'lock':
      if (!done) throw new UserError((theirs) => theirs('poll.notOpen'));
      return say('poll.lockedNow', { title });
    case 'reopen':
      if (!done) return say('poll.notLocked');
      return say('poll.reopened', { title, when: moment(poll.closesAtMs), relative: moment(poll.closesAtMs, 'R') });
    case 'result': {
      const mayTell = call.services.polls.horizons.hasWatched(call.reading.privateHorizon, poll);
      if (!done && poll.state === 'void') return say('poll.isVoid');
      if (!done && mayTell) return say('poll.resultSame');
      const winner = poll.contestants.find(({ id }) => id === act.winnerId);
      return say('poll.resultGiven', { title, winner: plain(inLanguage(winner?.names ?? {}, language)) });
    }
  }
}
