import { defineCommand } from '../src/discord/command.ts';
import { picksPage } from '../src/discord/views/picks-list.ts';

export default defineCommand({
  name: 'picks',
  where: 'servers',
  by: 'everyone',
  audience: 'private',
  run: (call) => picksPage(call, 1),
});
