import { defineAction, defineGroup } from '../src/discord/contract/command.ts';
import { edit } from '../src/discord/polls/edit-poll.ts';
import { open } from '../src/discord/polls/open-poll.ts';
import { lock, makeVoid, remove, reopen, result } from '../src/discord/polls/poll-acts.ts';
import { showPolls } from '../src/discord/polls/show-polls.ts';

export default defineGroup({
  name: 'poll',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    open,
    edit,
    lock,
    reopen,
    result,
    void: makeVoid,
    delete: remove,
    list: defineAction({ audience: 'private', run: showPolls }),
  },
});
