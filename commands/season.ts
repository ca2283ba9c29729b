import { defineGroup } from '../src/discord/contract/command.ts';
import { add, edit, list, out, remove } from '../src/discord/season/season-acts.ts';

export default defineGroup({
  name: 'season',
  where: 'servers',
  by: 'moderators',
  subcommands: { add, list, edit, out, remove },
});
