import type { Pictures } from '../../pictures/index.ts';
import type { Log } from '../../util/log.ts';
import type { MessageBody } from './message.ts';

/** How an embed names a file of its own message. */
const ATTACHED = 'attachment://';

/**
 * The message with its pictures drawn, as files. One that cannot be drawn is logged and left out: the message's text tells
 * the same.
 */
export async function drawPictures(
  body: MessageBody,
  by: { readonly pictures: Pictures; readonly log: Log },
): Promise<MessageBody> {
  const { pictures, ...rest } = body;
  if (pictures === undefined) return body;
  const files = await Promise.all(
    pictures.map(async ({ name, altText, layout }) => {
      try {
        return [{ name, altText, data: await by.pictures.draw(layout) }];
      } catch (err) {
        by.log.error({ err, name }, 'A picture could not be drawn');
        return [];
      }
    }),
  );
  const drawn = files.flat();
  return { ...rest, ...embedsWith(rest, new Set(drawn.map(({ name }) => name))), files: drawn };
}

/** The message as text alone. */
export function withoutPictures(body: MessageBody): MessageBody {
  const { pictures: _notDrawn, files: _drawn, ...rest } = body;
  return { ...rest, ...embedsWith(rest, new Set()) };
}

/** An embed must not show a file that does not come along; one that showed nothing else goes. */
function embedsWith({ embeds }: MessageBody, names: ReadonlySet<string>): Pick<MessageBody, 'embeds'> {
  if (embeds === undefined) return {};
  return {
    embeds: embeds.flatMap((embed) => {
      const { image, ...others } = embed;
      if (image === undefined || !image.url.startsWith(ATTACHED) || names.has(image.url.slice(ATTACHED.length))) {
        return [embed];
      }
      const { color: _color, ...told } = others;
      return Object.keys(told).length === 0 ? [] : [others];
    }),
  };
}
