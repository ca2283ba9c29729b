import { defineCommand, flag, text } from '../src/discord/contract/command.ts';
import { searchFor, suggestAnything } from '../src/discord/knowledge/look-up.ts';

export default defineCommand({
  name: 'search',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: { query: text({ suggest: suggestAnything }), private: flag() },
  run: (call) => searchFor(call, call.options.query),
});
