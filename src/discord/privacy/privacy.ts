import { jsonInSlices } from '../../util/json-in-slices.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { eraseId } from './ids.ts';
import { erasedMessage, eraseQuestion, keptFile, keptMessage } from './views/privacy-messages.ts';

/** Discord takes 10 MiB in a file from a bot: https://docs.discord.com/developers/reference#uploading-files */
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

/** `/privacy show`: what is kept about the asker, and why. */
export async function showKept(call: Using<'privacy'>): Promise<MessageBody> {
  const { privacy } = call.services;
  return keptMessage(await privacy.keptOf(call.asker.userId), privacy.daysAfterLeaving, call.say);
}

/** `/privacy export`: everything kept about the asker, as a JSON file. */
export async function exportKept(call: Using<'privacy' | 'clock'>): Promise<MessageBody> {
  const { privacy, clock } = call.services;
  const { userId } = call.asker;
  const { votes, others: records } = await privacy.keptOf(userId);
  const exported = { user: userId, exportedAt: new Date(clock.now()).toISOString(), votes, records };
  // In slices: somebody may have voted in thousands of polls.
  const spaced = await jsonInSlices(exported, 2);
  const fits = spaced.length <= LARGEST_FILE_BYTES;
  return keptFile(fits ? spaced : await jsonInSlices(exported, 0), call.say);
}

/** `/privacy erase`: says what is removed and what stays, and asks for confirmation. */
export function askToErase(call: Using<never>): MessageBody {
  return eraseQuestion(call.say);
}

export const erase = defineComponent({
  id: eraseId,
  async run(_fields, press: Pressed<Using<'privacy'>>) {
    const erased = await press.services.privacy.erase(press.asker.userId);
    return { kind: 'update', body: erasedMessage(erased, press.say) };
  },
});
