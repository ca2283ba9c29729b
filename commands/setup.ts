import { defineCommand } from '../src/discord/contract/command.ts';
import { drawSetup } from '../src/discord/setup/screen.ts';

export default defineCommand({
  name: 'setup',
  where: 'servers',
  by: 'moderators',
  audience: 'private',
  run: (call) => drawSetup(call),
});
