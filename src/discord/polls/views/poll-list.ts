import { inLanguage } from '../../../domain/poll/in-language.ts';
import { isOfUnknownSubject, type Poll } from '../../../domain/poll/poll.ts';
import type { Damage } from '../../../services/damage.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Teller } from '../../contract/reader.ts';
import { damageNote, pausedText } from '../../elements/trouble.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';
import { pollLink } from './poll-words.ts';

const SHOWN = 25;

/**
 * The polls of a server for its moderators, newest first. Winners are not named, because a moderator may not have
 * watched.
 */
export function pollList(polls: readonly Poll[], damage: Damage, by: Teller): MessageBody {
  const { say } = by;
  const damaged = damageNote(damage, ['poll', 'vote'], say);
  if (polls.length === 0) return { content: damaged ?? say('poll.none') };
  const lines = polls
    .toReversed()
    .slice(0, SHOWN)
    .map((poll) => {
      const link = pollLink(poll);
      const title = `**${plain(inLanguage(poll.title, by.language))}**`;
      const resting = poll.paused && say('poll.statePaused', { why: pausedText(poll.paused, say) });
      const state = resting ? `${stateText(poll, by)} · ⚠️ ${resting}` : stateText(poll, by);
      const asks = isOfUnknownSubject(poll) ? `\n-# ${say('poll.aboutUnknown')}` : '';
      return `${title} · ${state}${link === undefined ? '' : ` · ${link}`}${asks}`;
    });
  const note = damaged === undefined ? '' : `\n\n${damaged}`;
  return { embeds: [{ title: say('poll.list'), description: shortened(lines.join('\n'), 3500) + note }] };
}

/** What each poll waits for, or how it ended. */
function stateText(poll: Poll, by: Teller): string {
  const { say } = by;
  switch (poll.state) {
    case 'open':
      if (poll.untilEpisode === true && poll.episodeId !== undefined) {
        return say('poll.stateOpenUntil', { label: plain(horizonText(by, poll.episodeId)) });
      }
      return say('poll.stateOpen', { when: moment(poll.closesAtMs, 'R') });
    case 'locked':
      return say('poll.stateLocked');
    case 'settled':
      return say('poll.stateSettled');
    case 'void':
      return say('poll.stateVoid');
  }
}
