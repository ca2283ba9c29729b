import type { Log } from '../../util/log.ts';
import type { MessageBody } from '../message.ts';

/**
 * The message with its pictures drawn, as files. One that cannot be drawn is logged and left out: the message's text tells
 * the same.
 */
export async function drawPictures(body: MessageBody, log: Log): Promise<MessageBody> {
  const { pictures, ...rest } = body;
  if (pictures === undefined) return body;
  const files = await Promise.all(
    pictures.map(async ({ name, altText, draw }) => {
      try {
        return [{ name, altText, data: await draw() }];
      } catch (err) {
        log.error({ err, name }, 'A picture could not be drawn');
        return [];
      }
    }),
  );
  return { ...rest, files: files.flat() };
}
