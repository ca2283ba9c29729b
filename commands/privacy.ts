import { defineAction, defineGroup } from '../src/discord/contract/command.ts';
import { askToErase, exportKept, showKept } from '../src/discord/privacy/privacy.ts';

export default defineGroup({
  name: 'privacy',
  where: 'anywhere',
  by: 'everyone',
  subcommands: {
    show: defineAction({ audience: 'private', run: showKept }),
    export: defineAction({ audience: 'private', run: exportKept }),
    erase: defineAction({ audience: 'private', run: (call) => askToErase(call) }),
  },
});
