import { defineCommand } from '../src/discord/contract/command.ts';
import { helpMessage } from '../src/discord/help/views/help-message.ts';

export default defineCommand({
  name: 'help',
  where: 'anywhere',
  by: 'everyone',
  audience: 'private',
  run: ({ commands, say, language, services }) => helpMessage(commands, language, say, services.inviteUrl),
});
