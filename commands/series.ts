import { defineCommand, flag } from '../src/discord/command.ts';
import { answerAbout } from '../src/discord/views/answer.ts';
import { seenOrSaid } from '../src/discord/views/seen-or-said.ts';

export default defineCommand({
  name: 'series',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: { private: flag() },
  run: (call) => seenOrSaid(answerAbout(call, { kind: 'series', id: '-' })),
});
