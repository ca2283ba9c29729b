import { defineCommand, flag, optional, text } from '../src/discord/contract/command.ts';
import { showStandings } from '../src/discord/polls/standings.ts';
import { readScope, suggestScopes } from '../src/discord/polls/standings-option.ts';

export default defineCommand({
  name: 'standings',
  where: 'servers',
  by: 'everyone',
  audience: 'by-reading',
  options: { of: optional(text({ suggest: suggestScopes })), here: flag(), private: flag() },
  run: (call) =>
    showStandings(call, { of: readScope(call.options.of, call), page: 1, onlyHere: call.options.here === true }),
});
