import { LAYOUT_TEXT, type Layout, layoutTexts, withTexts } from '../contract/layout.ts';
import type { MessageBody } from '../contract/message.ts';

const CONTENT_LIMIT = 2000;
const DESCRIPTION_LIMIT = 4096;
const FIELD_LIMIT = 1024;
const EMBEDS_LIMIT = 6000;

/**
 * The message with its texts rewritten in the places where Discord renders markup: text, descriptions and fields, but
 * not titles, footers or buttons. A text that would become too long stays unchanged.
 */
export function rewritten(body: MessageBody, rewrite: (text: string) => string): MessageBody {
  const inText = (text: string, limit: number): string => {
    const made = rewrite(text);
    return made.length <= limit ? made : text;
  };
  const inEmbeds = (embeds: NonNullable<MessageBody['embeds']>): NonNullable<MessageBody['embeds']> => {
    const made = embeds.map((embed) => ({
      ...embed,
      ...(embed.description === undefined ? {} : { description: inText(embed.description, DESCRIPTION_LIMIT) }),
      ...(embed.fields === undefined
        ? {}
        : { fields: embed.fields.map((field) => ({ ...field, value: inText(field.value, FIELD_LIMIT) })) }),
    }));
    return lengthOf(made) <= EMBEDS_LIMIT ? made : embeds;
  };
  const inLayout = (layout: Layout, around: string): Layout => {
    const made = withTexts(layout, (text) => inText(text, LAYOUT_TEXT));
    const length = layoutTexts(made).reduce((sum, text) => sum + text.length, around.length);
    return length <= LAYOUT_TEXT ? made : layout;
  };
  return {
    ...body,
    ...(body.content === undefined ? {} : { content: inText(body.content, CONTENT_LIMIT) }),
    ...(body.embeds === undefined ? {} : { embeds: inEmbeds(body.embeds) }),
    ...(body.layout === undefined ? {} : { layout: inLayout(body.layout, body.content ?? '') }),
  };
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function lengthOf(embeds: NonNullable<MessageBody['embeds']>): number {
  return embeds.reduce((sum, { title = '', description = '', footer, author, fields = [] }) => {
    const inFields = fields.reduce((inner, { name, value }) => inner + name.length + value.length, 0);
    return sum + title.length + description.length + (footer?.text.length ?? 0) + (author?.name.length ?? 0) + inFields;
  }, 0);
}
