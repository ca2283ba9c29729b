import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { lookUp } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'lore',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: {
    term: text({ suggest: (typed, { view, language }) => view.suggest('term', typed, language) }),
    private: flag(),
  },
  run: (call) => lookUp(call, 'term', call.options.term),
});
