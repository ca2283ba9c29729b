import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import { type ComponentAnswer, defineComponent, type Press } from '../contract/component.ts';
import { leaveId, pollActId } from './ids.ts';
import { outcomeText, type PollAct } from './views/confirm-poll.ts';

/** A moderator has said yes to what was asked about a poll. */
export const pollAct = defineComponent({
  id: pollActId,
  of: 'poll',
  async run(fields, press): Promise<ComponentAnswer> {
    const poll = await ownPoll(fields.poll, press);
    const act = actOf(fields.act, fields.arg);
    const { polls } = press.services;
    const seen = { pollId: poll.id, revision: Number(fields.revision) };
    const moved =
      act.act === 'void'
        ? await polls.lifecycle.makeVoid(seen)
        : act.act === 'lock'
          ? await polls.lifecycle.lock(seen)
          : act.act === 'reopen'
            ? await polls.lifecycle.reopen(seen, act.closesAtMs)
            : await polls.lifecycle.giveResult(seen, act.winnerId, press.asker.userId);
    return { kind: 'update', body: { content: outcomeText(press, moved, act) } };
  },
});

/** “Leave it as it is”, below any question. */
export const leave = defineComponent({
  id: leaveId,
  run: async (_fields, { say }) => ({ kind: 'update', body: { content: say('confirm.left') } }),
});

async function ownPoll(pollId: string, { services, asker }: Press): Promise<Poll> {
  const poll = await services.polls.book.get(pollId);
  if (poll === undefined || poll.guildId !== asker.place.guildId) throw new UserError((say) => say('vote.unknown'));
  return poll;
}

function actOf(act: string, arg: string): PollAct {
  switch (act) {
    case 'void':
    case 'lock':
      return { act };
    case 'reopen':
      return { act, closesAtMs: Number(arg) };
    case 'result':
      return { act, winnerId: arg };
    default:
      throw new UserError((say) => say('talk.oldButton'));
  }
}
