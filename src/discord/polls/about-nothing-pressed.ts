import { isOfUnknownSubject } from '../../domain/poll/poll.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import { aboutNothingId } from './ids.ts';
import { editedText } from './views/poll-told.ts';
import { pollHere } from './which-poll.ts';

/** The answer “nothing” to the question whether an old poll's answer could spoil anybody. */
export const aboutNothing = defineComponent({
  id: aboutNothingId,
  of: 'poll',
  async run(fields, press: Pressed<Using<'polls.book' | 'polls.lifecycle'>>) {
    const poll = await pollHere(fields.poll, press);
    const { lifecycle } = press.services.polls;
    // If somebody has answered meanwhile, that stays.
    if (isOfUnknownSubject(poll)) await lifecycle.edit({ pollId: poll.id }, { aboutNothing: true });
    return { kind: 'private', body: { content: editedText(poll, undefined, press) } };
  },
});
