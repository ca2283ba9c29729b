import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import { remindId } from './ids.ts';
import { reminderAskedText } from './views/private-reminder.ts';
import { pollHere } from './which-poll.ts';

/** “Remind me”: asks for a reminder, or takes the wish back. */
export const remind = defineComponent({
  id: remindId,
  async run(fields, press: Pressed<Using<'polls.book' | 'polls.reminders'>>) {
    const poll = await pollHere(fields.poll, press);
    const { asker, language, services, say } = press;
    const asked = await services.polls.reminders.toggle(poll, asker.userId, language);
    return { kind: 'private', body: { content: reminderAskedText(asked, say) } };
  },
});
