import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { KnowledgeView } from '../../domain/knowledge/view-types.ts';
import { type Language, languageOf, type Say } from '../../i18n/sentences.ts';
import type { PersonalMessage, PublicMessage } from '../../services/publisher.ts';
import { announcementMessage } from '../announcements/views/announcement-message.ts';
import type { MessageBody } from '../contract/message.ts';
import { noticeMessage } from '../notices/views/notice-message.ts';
import { pollMessage, reminderMessage } from '../polls/views/poll-message.ts';
import { privateReminder } from '../polls/views/private-reminder.ts';
import { resultMessage } from '../polls/views/result-message.ts';
import { greetingMessage } from '../setup/views/greeting-message.ts';

/** What rendering a message for a channel needs. */
export interface RenderParts {
  readonly sayIn: (language: Language) => Say;
  /** The knowledge as someone at this horizon may see it. */
  readonly viewFrom: (horizon: Horizon, guildId: string) => KnowledgeView;
}

/**
 * The message for a whole channel that shows these facts, in the channel's language. Its pictures are not drawn yet.
 */
export function render(message: PublicMessage, { sayIn, viewFrom }: RenderParts): MessageBody {
  const language = languageOf(message.language);
  const say = sayIn(language);
  switch (message.kind) {
    case 'poll':
      return pollMessage(message, { view: viewFrom(message.horizon, message.poll.guildId), say, language });
    case 'reminder':
      return reminderMessage(message, say);
    case 'result':
      return resultMessage(message, { view: viewFrom(message.horizon, message.poll.guildId), say, language });
    case 'announcement':
      return announcementMessage(message, say);
    case 'notice':
      return noticeMessage(message.notice, say);
    case 'greeting':
      return greetingMessage(message, { say, language });
  }
}

/** The private message that shows these facts to one member, in their language. */
export function renderPersonal(message: PersonalMessage, { sayIn }: Pick<RenderParts, 'sayIn'>): MessageBody {
  return privateReminder(message, sayIn(languageOf(message.language)));
}
