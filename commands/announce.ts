import { here } from '../src/discord/announce/here.ts';
import { status, stop, test, why } from '../src/discord/announce/look.ts';
import { correct, patterns } from '../src/discord/announce/teach.ts';
import { defineGroup } from '../src/discord/command.ts';

export default defineGroup({
  name: 'announce',
  where: 'servers',
  by: 'moderators',
  subcommands: { here, stop, test, status, why, patterns, correct },
});
