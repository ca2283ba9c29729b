import { defineCommand, text } from '../src/discord/contract/command.ts';
import { suggestHorizons } from '../src/discord/knowledge/horizon-option.ts';
import { sayWatched } from '../src/discord/knowledge/watched.ts';

export default defineCommand({
  name: 'watched',
  where: 'anywhere',
  by: 'everyone',
  audience: 'private',
  options: { episode: text({ suggest: suggestHorizons }) },
  run: (call) => sayWatched(call, call.options.episode),
});
