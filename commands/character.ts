import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { lookUp } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'character',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: {
    name: text({ suggest: (typed, { view, language }) => view.suggest('character', typed, language) }),
    private: flag(),
  },
  run: (call) => lookUp(call, 'character', call.options.name),
});
