import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { lookUp } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'episode',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: {
    title: text({ suggest: (typed, { view, language }) => view.suggest('episode', typed, language) }),
    private: flag(),
  },
  run: (call) => lookUp(call, 'episode', call.options.title),
});
