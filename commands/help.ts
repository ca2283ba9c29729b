import { defineCommand } from '../src/discord/command.ts';
import { helpMessage } from '../src/discord/views/help-message.ts';

export default defineCommand({
  name: 'help',
  where: 'anywhere',
  by: 'everyone',
  audience: 'private',
  run: ({ commands, say, language }) => helpMessage(commands, language, say),
});
