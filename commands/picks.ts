import { defineCommand } from '../src/discord/contract/command.ts';
import { picksPage } from '../src/discord/polls/views/picks-list.ts';

export default defineCommand({
  name: 'picks',
  where: 'servers',
  by: 'everyone',
  audience: 'private',
  run: (call) => picksPage(call, 1),
});
