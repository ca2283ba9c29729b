import type { Say } from '../../../i18n/sentences.ts';
import type { ReminderAsked } from '../../../services/polls/private-reminders.ts';
import type { PersonalMessage } from '../../../services/publisher.ts';
import { moment } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { linkButton, rows } from '../../elements/controls.ts';
import { pollLink, titleText } from './poll-words.ts';

/** The private reminder of a poll. Names no contestants. */
export function privateReminder({ poll, language }: PersonalMessage, say: Say): MessageBody {
  const link = pollLink(poll);
  return {
    content: say('remind.message', { title: titleText(poll, language), when: moment(poll.closesAtMs, 'R') }),
    components: link === undefined ? [] : rows([linkButton(say('remind.toPoll'), link)]),
  };
}

/** The answer to a press on “Remind me”. */
export function reminderAskedText(asked: ReminderAsked, say: Say): string {
  if (asked.kind === 'asked') {
    return say('remind.asked', { when: moment(asked.atMs), relative: moment(asked.atMs, 'R') });
  }
  return say(`remind.${asked.kind}`);
}
