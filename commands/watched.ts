import { defineCommand, text } from '../src/discord/contract/command.ts';
import { findHorizon, suggestHorizons } from '../src/discord/knowledge/horizon-option.ts';
import { watchedText, whichEpisode } from '../src/discord/knowledge/views/watched-text.ts';

export default defineCommand({
  name: 'watched',
  where: 'anywhere',
  by: 'everyone',
  audience: 'private',
  options: { episode: text({ suggest: suggestHorizons }) },
  async run(call) {
    const horizon = findHorizon(call.options.episode, call);
    if (horizon === undefined) return whichEpisode(call);
    await call.services.members.setHorizon(call.asker.userId, horizon);
    return { content: watchedText(call, horizon) };
  },
});
