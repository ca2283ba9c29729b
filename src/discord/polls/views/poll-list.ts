import type { Poll } from '../../../domain/poll/poll.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { Damage } from '../../../services/damage.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { damageNote, pausedText } from '../../elements/trouble.ts';
import { inLanguage } from './poll-message.ts';

const SHOWN = 25;

/** The polls of a server for its moderators, newest first. Who won is not said: a moderator may not have watched it. */
export function pollList(polls: readonly Poll[], damage: Damage, language: string, say: Say): MessageBody {
  const damaged = damageNote(damage, ['poll', 'vote'], say);
  if (polls.length === 0) return { content: damaged ?? say('poll.none') };
  const lines = polls
    .toReversed()
    .slice(0, SHOWN)
    .map((poll) => {
      const link = poll.message.id === undefined ? '' : ` · <#${poll.channelId}>`;
      const resting = poll.paused && say('poll.statePaused', { why: pausedText(poll.paused, say) });
      const state = resting ? `${stateText(poll, say)} · ⚠️ ${resting}` : stateText(poll, say);
      return `**${plain(inLanguage(poll.title, language))}** · ${state}${link}`;
    });
  const note = damaged === undefined ? '' : `\n\n${damaged}`;
  return { embeds: [{ title: say('poll.list'), description: shortened(lines.join('\n'), 3500) + note }] };
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
