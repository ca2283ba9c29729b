import { defineMessageCommand } from '../src/discord/contract/command.ts';
import { lookUpMentioned } from '../src/discord/knowledge/look-up.ts';

/** A command in the context menu of a message. */
export default defineMessageCommand({
  name: 'Look up names here',
  where: 'anywhere',
  by: 'everyone',
  run: (call) => lookUpMentioned(call, call.text),
});
