import { here } from '../src/discord/announcements/here.ts';
import { status, stop, test, why } from '../src/discord/announcements/look.ts';
import { correct, patterns } from '../src/discord/announcements/teach.ts';
import { defineGroup } from '../src/discord/contract/command.ts';

export default defineGroup({
  name: 'announce',
  where: 'servers',
  by: 'moderators',
  subcommands: { here, stop, test, status, why, patterns, correct },
});
