import type { Poll } from '../../domain/poll/poll.ts';
import type { Say } from '../../i18n/sentences.ts';
import { moment, plain, shortened } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { pausedText } from './paused-text.ts';
import { inLanguage } from './poll-message.ts';

const SHOWN = 25;

/** The polls of a server for its moderators, newest first. Who won is not said: a moderator may not have watched it. */
export function pollList(polls: readonly Poll[], language: string, say: Say): MessageBody {
  if (polls.length === 0) return { content: say('poll.none') };
  const lines = polls
    .toReversed()
    .slice(0, SHOWN)
    .map((poll) => {
      const link = poll.message.id === undefined ? '' : ` · <#${poll.channelId}>`;
      const resting = poll.paused && say('poll.statePaused', { why: pausedText(poll.paused, say) });
      const state = resting ? `${stateText(poll, say)} · ⚠️ ${resting}` : stateText(poll, say);
      return `**${plain(inLanguage(poll.title, language))}** · ${state}${link}`;
    });
  return { embeds: [{ title: say('poll.list'), description: shortened(lines.join('\n'), 4000) }] };
}

function stateText(poll: Poll, say: Say): string {
  switch (poll.state) {
    case 'open':
      return say('poll.stateOpen', { when: moment(poll.closesAtMs, 'R') });
    case 'locked':
      return say('poll.stateLocked');
    case 'settled':
      return say('poll.stateSettled');
    case 'void':
      return say('poll.stateVoid');
  }
}
