import { defineCommand, text } from '../src/discord/command.ts';
import { readHorizon, suggestHorizons } from '../src/discord/horizon-option.ts';
import { watchedText } from '../src/discord/views/watched-text.ts';

export default defineCommand({
  name: 'watched',
  where: 'anywhere',
  by: 'everyone',
  audience: 'private',
  options: { episode: text({ suggest: suggestHorizons }) },
  async run(call) {
    const horizon = readHorizon(call.options.episode, call);
    await call.services.members.setHorizon(call.asker.userId, horizon);
    return { content: watchedText(call, horizon) };
  },
});
