import { correct, patterns } from '../src/discord/announcements/entry-rules.ts';
import { status, test, why } from '../src/discord/announcements/status.ts';
import { here, stop } from '../src/discord/announcements/subscribe.ts';
import { defineGroup } from '../src/discord/contract/command.ts';

export default defineGroup({
  name: 'announce',
  where: 'servers',
  by: 'moderators',
  subcommands: { here, stop, test, status, why, patterns, correct },
});
