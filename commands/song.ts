import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { lookUp } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'song',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: {
    title: text({ suggest: (typed, { view, language }) => view.suggest('song', typed, language) }),
    private: flag(),
  },
  run: (call) => lookUp(call, 'song', call.options.title),
});
