import { inLanguage } from '../../../domain/poll/in-language.ts';
import { isForEveryone, type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { isRemindable } from '../../../domain/poll/private-reminder.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { PollMessage } from '../../../services/poll-messages.ts';
import { barText } from '../../contract/bars.ts';
import { moment, plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { button, emojiText, rows } from '../../elements/controls.ts';
import { myVoteId, remindId, voteId } from '../ids.ts';
import { pollPicture } from './poll-picture.ts';
import { pollLink, titleText } from './poll-words.ts';

type PollFacts = Extract<PollMessage, { kind: 'poll' }>;

/** On a phone this many emoji fit in one line. */
const BAR_CELLS = 10;
const OPEN_COLOR = 0x7c5cff;
const CLOSED_COLOR = 0x80848e;

/**
 * The poll as everybody sees it: the picture of the contestants stays as it was posted, and the text below is redrawn.
 * `reader`: the channel, with its own horizon.
 */
export function pollMessage(facts: PollFacts, reader: Reader): MessageBody {
  return { ...pollWithoutPicture(facts, reader.say), pictures: pollPicture(facts.poll, reader), picturesStay: true };
}

/** The poll's text. The split is shown while it is public, and after the lock always. */
export function pollWithoutPicture(facts: PollFacts, say: Say): MessageBody {
  const { poll, language } = facts;
  const open = poll.state === 'open';
  const lines = [state(facts, say), '', ...contestantLines(facts, say), '', small(facts, say)];
  return {
    embeds: [
      {
        title: questionText(poll, language, say),
        description: lines.join('\n'),
        color: open ? OPEN_COLOR : CLOSED_COLOR,
      },
    ],
    components: [
      ...rows(
        poll.contestants.map((contestant) =>
          button({
            id: voteId.write({ poll: poll.id, choice: contestant.id }),
            label: inLanguage(contestant.names, language),
            emoji: contestant.emoji,
            disabled: !open,
          }),
        ),
      ),
      ...(isRemindable(poll)
        ? rows([button({ id: remindId.write({ poll: poll.id }), label: say('remind.button'), emoji: '⏰' })])
        : []),
    ],
  };
}

/** The question: a moderator's own, or “who wins …?”. */
function questionText(poll: Poll, language: string, say: Say): string {
  const title = titleText(poll, language);
  return poll.isQuestion === true ? title : say('poll.question', { title });
}

/** The reminder before the lock. It names nobody. */
export function reminderMessage(facts: Extract<PollMessage, { kind: 'reminder' }>, say: Say): MessageBody {
  const { poll, tally, language } = facts;
  const content = say('poll.reminder', {
    title: titleText(poll, language),
    when: moment(poll.closesAtMs, 'R'),
    votes: say('poll.votes', { count: tally.total }),
  });
  return {
    content: `${content}\n${pollLink(poll) ?? ''}`,
    components: rows([button({ id: myVoteId.write({ poll: poll.id }), label: say('poll.myVote') })]),
  };
}

function state({ poll, showWinner, language }: PollFacts, say: Say): string {
  switch (poll.state) {
    case 'open': {
      const how = poll.secret ? say('poll.howToVoteSecret') : say('poll.howToVote');
      if (isForEveryone(poll)) return how;
      if (poll.roleGone === true) return say('poll.roleGone');
      return `${how}\n${say('poll.onlyRole', { role: `<@&${poll.roleId}>` })}`;
    }
    case 'locked':
      return poll.lockedBy === 'episode' ? say('poll.lockedByEpisode') : say('poll.locked');
    case 'settled': {
      const winner = poll.contestants.find(({ id }) => id === winnerOf(poll));
      if (winner === undefined || !showWinner) return say('poll.settled');
      return say('poll.won', { emoji: emojiText(winner.emoji), winner: plain(inLanguage(winner.names, language)) });
    }
    case 'void':
      return say('poll.void');
  }
}

function contestantLines({ poll, tally, language }: PollFacts, say: Say): string[] {
  return poll.contestants.flatMap((contestant) => {
    const name = plain(inLanguage(contestant.names, language));
    const emoji = emojiText(contestant.emoji);
    if (poll.secret && poll.state === 'open') return [`${emoji} **${name}**`];
    const count = tally.votes.get(contestant.id) ?? 0;
    const share = tally.total === 0 ? 0 : count / tally.total;
    const line = say('poll.line', { emoji, name, count, percent: String(Math.round(share * 100)) });
    return [line, barText(share, BAR_CELLS)];
  });
}

function small({ poll, tally, episodeLabel }: PollFacts, say: Say): string {
  const parts = [say('poll.votes', { count: tally.total })];
  if (poll.state === 'open') {
    const withEpisode = poll.untilEpisode === true && episodeLabel !== undefined;
    const when = `${moment(poll.closesAtMs, 'R')} (${moment(poll.closesAtMs)})`;
    parts.push(
      withEpisode ? say('poll.locksWithEpisode', { label: plain(episodeLabel) }) : say('poll.locks', { when }),
    );
    parts.push(poll.unscored === true ? say('poll.worthNothing') : say('poll.worth', { points: String(poll.points) }));
  }
  const uncounted = poll.uncounted > 0 ? `\n${say('poll.uncounted', { count: poll.uncounted })}` : '';
  return `-# ${parts.join(' · ')}${uncounted}`;
}
