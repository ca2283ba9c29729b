import { defineCommand } from '../src/discord/contract/command.ts';
import { showPicks } from '../src/discord/polls/standings.ts';

export default defineCommand({
  name: 'picks',
  where: 'servers',
  by: 'everyone',
  audience: 'private',
  run: (call) => showPicks(call, 1),
});
