import { defineCommand, flag, optional, text } from '../src/discord/contract/command.ts';
import { askForNewGame } from '../src/discord/polls/new-game.ts';
import { showStandings } from '../src/discord/polls/standings.ts';
import { readScope, suggestScopes } from '../src/discord/polls/standings-option.ts';

export default defineCommand({
  name: 'standings',
  where: 'servers',
  by: 'everyone',
  audience: 'by-reading',
  options: { of: optional(text({ suggest: suggestScopes })), here: flag(), private: flag(), 'new-game': flag() },
  // Members who may open and settle polls may also begin a new game.
  right: (options) => (options['new-game'] === true ? 'poll' : undefined),
  run: (call) =>
    call.options['new-game'] === true
      ? askForNewGame(call.alone())
      : showStandings(call, { of: readScope(call.options.of, call), page: 1, onlyHere: call.options.here === true }),
});
