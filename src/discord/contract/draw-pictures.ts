import type { Pictures } from '../../pictures/index.ts';
import type { Log } from '../../util/log.ts';
import { attachedName, withFiles } from './layout.ts';
import type { MessageBody, MessageFile } from './message.ts';

/**
 * The message with its pictures drawn, as files. A picture that cannot be drawn is logged and left out, since the text
 * says the same.
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
  const before = drawnBefore.get(body);
  if (before !== undefined && showsThese(before, drawn)) return before;
  const made = { ...rest, ...showing(rest, new Set(drawn.map(({ name }) => name))), files: drawn };
  drawnBefore.set(body, made);
  return made;
}

/**
 * The last result for each kept message. While its pictures are the same, the same object is returned, so that what is
 * made once per message (payload, JSON) is not made again.
 */
const drawnBefore = new WeakMap<MessageBody, MessageBody>();

function showsThese({ files = [] }: MessageBody, drawn: readonly MessageFile[]): boolean {
  return files.length === drawn.length && files.every(({ data }, at) => data === drawn[at]?.data);
}

/** The message without its pictures. */
export function withoutPictures(body: MessageBody): MessageBody {
  const { pictures: _notDrawn, files: _drawn, ...rest } = body;
  return { ...rest, ...showing(rest, new Set()) };
}

/** References to files that are not sent are removed, and so is an embed that showed nothing else. */
function showing({ embeds, layout }: MessageBody, names: ReadonlySet<string>): Pick<MessageBody, 'embeds' | 'layout'> {
  return {
    ...(layout === undefined ? {} : { layout: withFiles(layout, names) }),
    ...(embeds === undefined ? {} : { embeds: embedsWith(embeds, names) }),
  };
}

function embedsWith(
  embeds: NonNullable<MessageBody['embeds']>,
  names: ReadonlySet<string>,
): NonNullable<MessageBody['embeds']> {
  return embeds.flatMap((embed) => {
    const { image, ...others } = embed;
    const file = image === undefined ? undefined : attachedName(image.url);
    if (file === undefined || names.has(file)) return [embed];
    const { color: _color, ...told } = others;
    return Object.keys(told).length === 0 ? [] : [others];
  });
}
