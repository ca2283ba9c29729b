import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { lookUp } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'match',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: {
    match: text({ suggest: (typed, { view, language }) => view.suggest('match', typed, language) }),
    private: flag(),
  },
  run: (call) => lookUp(call, 'match', call.options.match),
});
