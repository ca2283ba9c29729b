import { type Language, languageOf, type Say } from '../../i18n/sentences.ts';
import type { PublicMessage } from '../../services/publisher.ts';
import type { MessageBody } from '../message.ts';
import { announcementMessage } from '../views/announcement-message.ts';
import { noticeMessage } from '../views/notice-message.ts';
import { pollMessage, reminderMessage } from '../views/poll-message.ts';
import { resultMessage } from '../views/result-message.ts';

/** The message that shows these facts to a whole channel, in its language. */
export function render(message: PublicMessage, sayIn: (language: Language) => Say): MessageBody {
  const say = sayIn(languageOf(message.language));
  switch (message.kind) {
    case 'poll':
      return pollMessage(message, say);
    case 'reminder':
      return reminderMessage(message, say);
    case 'result':
      return resultMessage(message, say);
    case 'announcement':
      return announcementMessage(message, say);
    case 'notice':
      return noticeMessage(message.notice, say);
  }
}
