import { CreateMessageInteractionCallbackRequestSchema, checked, checkMessageRules } from 'local-discord/validation';
import { type MessageBody, messagePayload } from '../../src/discord/contract/message.ts';

type Payload = Readonly<Record<string, unknown>>;

/** What Discord would refuse in a response; empty where it would accept it. The files are assumed to be sent along. */
export function payloadFaults(payload: Payload, { mayUseEmoji = false } = {}): readonly unknown[] {
  const { attachments = [], ...body } = payload as { attachments?: readonly { id: string; filename: string }[] };
  const files = attachments.map(({ id, filename }) => ({
    index: id,
    name: filename,
    contentType: 'image/png',
    bytes: new Uint8Array(),
  }));
  try {
    checked(CreateMessageInteractionCallbackRequestSchema, { type: 4, data: payload });
    checkMessageRules({ ...body, attachments }, files, {
      flags: Number(payload.flags ?? 0),
      mayUseEmoji: () => mayUseEmoji,
    });
    return [];
  } catch (error) {
    return [error];
  }
}

/** As `payloadFaults`, for the message of a view, with a file for each of its pictures. */
export function faultsOf({ pictures = [], ...body }: MessageBody): readonly unknown[] {
  const files = pictures.map(({ name, altText }) => ({ name, altText, data: Buffer.alloc(0) }));
  return payloadFaults(messagePayload({ ...body, files }));
}
