import { defineCommand, flag, optional, text } from '../src/discord/command.ts';
import { readScope, suggestScopes } from '../src/discord/standings-option.ts';
import { standingsPage } from '../src/discord/views/standings-list.ts';

export default defineCommand({
  name: 'standings',
  where: 'servers',
  by: 'everyone',
  audience: 'by-reading',
  options: { of: optional(text({ suggest: suggestScopes })), private: flag() },
  run: (call) => standingsPage(call, readScope(call.options.of, call), 1),
});
