import { inLanguage } from '../../../domain/poll/in-language.ts';
import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import type { Deletion } from '../../../services/polls/lifecycle/lifecycle.ts';
import { moment, plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker } from '../../contract/reader.ts';
import { button, rows } from '../../elements/controls.ts';
import { leaveId, pollActId, resultWatchedId } from '../ids.ts';
import { titleText, withPollLink } from './poll-words.ts';

/** An act on a poll that a moderator must confirm. The confirming button carries its parts. */
export type PollAct =
  | { readonly act: 'void' }
  | { readonly act: 'lock' }
  | { readonly act: 'delete'; readonly becomes: Deletion }
  | { readonly act: 'reopen'; readonly closesAtMs: number }
  | { readonly act: 'result'; readonly winnerId: string };

/**
 * Asks for confirmation and says what will change. The button carries the poll's revision, so that a later press does
 * nothing if the poll has changed.
 */
export function confirmation(
  poll: Poll,
  act: PollAct,
  facts: {
    /** How many votes count so far. */
    readonly votes: number;
    /** Whether the moderator has watched what the poll is about; otherwise the winner is not named. */
    readonly mayTell: boolean;
    /**
     * The episode that the moderator has not said to have watched while they give a result: they are asked about it.
     */
    readonly unwatched?: string | undefined;
  },
  by: Speaker,
): MessageBody {
  const { unwatched } = facts;
  const asksIfWatched = unwatched !== undefined && act.act === 'result';
  const id = pollActId.write({ poll: poll.id, act: act.act, revision: String(poll.revision), arg: argOf(act) });
  return {
    content: withPollLink(
      [
        ...(asksIfWatched ? [by.say('confirm.watchedFirst', { label: plain(unwatched) })] : []),
        question(poll, act, facts, by),
      ].join('\n'),
      poll,
    ),
    components: rows([
      ...(asksIfWatched
        ? [
            button({
              id: resultWatchedId.write({ poll: poll.id, winner: act.winnerId }),
              label: by.say('confirm.haveWatched', { label: unwatched }),
            }),
          ]
        : []),
      button({ id, label: by.say('confirm.yes'), style: 'primary' }),
      button({ id: leaveId.write({}), label: by.say('confirm.no') }),
    ]),
  };
}

/**
 * Asks which of two winners is right, the one given or the one that the series tells. Only for moderators who have
 * watched the match.
 */
export function contradiction(
  poll: Poll,
  { told, given }: { readonly told: string; readonly given: string },
  { say, language }: Speaker,
): MessageBody {
  const name = (id: string) => nameText(poll, id, language);
  const choose = (winnerId: string) => {
    const contestant = poll.contestants.find(({ id }) => id === winnerId);
    const id = pollActId.write({ poll: poll.id, act: 'result', revision: String(poll.revision), arg: winnerId });
    return button({ id, label: inLanguage(contestant?.names ?? {}, language), emoji: contestant?.emoji ?? '❔' });
  };
  return {
    content: withPollLink(
      say('confirm.against', { title: titleText(poll, language), told: name(told), given: name(given) }),
      poll,
    ),
    components: rows([choose(told), choose(given), button({ id: leaveId.write({}), label: say('confirm.no') })]),
  };
}

function argOf(act: PollAct): string {
  if (act.act === 'reopen') return String(act.closesAtMs);
  if (act.act === 'delete') return act.becomes;
  return act.act === 'result' ? act.winnerId : '-';
}

function question(
  poll: Poll,
  act: PollAct,
  { votes: count, mayTell }: { readonly votes: number; readonly mayTell: boolean },
  { say, language }: Speaker,
): string {
  const title = titleText(poll, language);
  if (act.act === 'reopen') return say('confirm.reopen', { title, when: moment(act.closesAtMs) });
  if (act.act === 'delete') {
    return act.becomes === 'gone' ? say('confirm.delete', { title }) : say('confirm.deleteVoid', { title, count });
  }
  if (act.act === 'void') return say('confirm.void', { title, count });
  if (act.act === 'lock') return say('confirm.lock', { title, count });
  const winner = nameText(poll, act.winnerId, language);
  if (poll.state === 'open') return say('confirm.settleOpen', { title, count, winner });
  if (poll.state === 'locked') return say('confirm.settle', { title, count, winner });
  return mayTell
    ? say('confirm.correct', { title, winner, from: nameText(poll, winnerOf(poll), language) })
    : say('confirm.correctUnseen', { title, winner });
}

/**
 * What an act did, in a sentence; `done` is false where nothing changed. A moderator who has not watched the match
 * learns nothing about a result beyond what they gave, not even whether it stood already.
 */
export function outcomeText(
  poll: Poll,
  act: PollAct,
  { done, mayTell }: { readonly done: boolean; readonly mayTell: boolean },
  { say, language }: Speaker,
): string {
  const title = titleText(poll, language);
  switch (act.act) {
    case 'void':
      return done ? say('poll.voided', { title }) : say('poll.isVoid');
    case 'delete':
      if (act.becomes === 'gone') return say('poll.deleted', { title });
      return done ? say('poll.voided', { title }) : say('poll.isVoid');
    case 'lock':
      return done ? say('poll.lockedNow', { title }) : say('poll.notOpen');
    case 'reopen':
      if (!done) return say('poll.notLocked');
      return say('poll.reopened', { title, when: moment(poll.closesAtMs), relative: moment(poll.closesAtMs, 'R') });
    case 'result':
      if (!done && poll.state === 'void') return say('poll.isVoid');
      if (!done && mayTell) return say('poll.resultSame');
      return say('poll.resultGiven', { title, winner: nameText(poll, act.winnerId, language) });
  }
}

function nameText(poll: Poll, contestantId: string | undefined, language: string): string {
  return plain(inLanguage(poll.contestants.find(({ id }) => id === contestantId)?.names ?? {}, language));
}
