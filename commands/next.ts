import { defineCommand, flag } from '../src/discord/contract/command.ts';
import { seenOrSaid } from '../src/discord/knowledge/look-up.ts';
import { answerAbout } from '../src/discord/knowledge/views/answer.ts';
import { nextAtOwnPace, withPredictFirst } from '../src/discord/polls/bracket-next.ts';

export default defineCommand({
  name: 'next',
  where: 'anywhere',
  by: 'everyone',
  audience: 'by-reading',
  options: { private: flag() },
  run: async (call) =>
    (await nextAtOwnPace(call)) ?? withPredictFirst(call, seenOrSaid(answerAbout(call, { kind: 'next', id: '-' }))),
});
