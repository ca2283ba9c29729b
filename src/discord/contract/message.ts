import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Drawing, Typeface } from '../../pictures/index.ts';
import { shortened } from './markdown.ts';

/** A picture that belongs to a message, laid out and drawn when it is sent. What it tells stands in the message's text as well. */
export interface MessagePicture {
  /** Everybody sees it, so it tells nothing: `bracket.png`. */
  readonly name: string;
  /** Told to whoever cannot see the picture; at most 1,024 characters. */
  readonly altText: string;
  layout(typeface: Typeface): Drawing;
}

/** A picture that has been drawn, as PNG. */
export interface MessageFile extends Pick<MessagePicture, 'name' | 'altText'> {
  readonly data: Buffer;
}

/** A message as a view makes it: plain values, nothing about who sends it or how. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** Drawn by whoever answers (draw-pictures.ts); what is sent are then the `files`. */
  readonly pictures?: readonly MessagePicture[];
  readonly files?: readonly MessageFile[];
  /** The only roles this message may notify. Nobody else is ever notified, whatever the text says. */
  readonly mentionRoleIds?: readonly string[];
  /** Keep Discord from unfolding links, whose preview may tell more than the text does. */
  readonly withoutPreviews?: boolean;
  /** An answer to a public command that concerns the asker alone: a miss, or what only they may see. */
  readonly onlyForAsker?: boolean;
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const LIMITS = { content: 2000, title: 256, description: 4096, name: 256, value: 1024, footer: 2048, author: 256 };
const FIELDS = 25;
const ALT_TEXT = 1024;

/** No text of a member, a moderator or a feed, however long, may keep a message from being sent: it is cut to fit. */
function fitted(embed: APIEmbed): APIEmbed {
  const { title, description, fields, footer, author } = embed;
  return {
    ...embed,
    ...(title === undefined ? {} : { title: shortened(title, LIMITS.title) }),
    ...(description === undefined ? {} : { description: shortened(description, LIMITS.description) }),
    ...(footer === undefined ? {} : { footer: { ...footer, text: shortened(footer.text, LIMITS.footer) } }),
    ...(author === undefined ? {} : { author: { ...author, name: shortened(author.name, LIMITS.author) } }),
    ...(fields === undefined
      ? {}
      : {
          fields: fields.slice(0, FIELDS).map((field) => ({
            ...field,
            name: shortened(field.name, LIMITS.name),
            value: shortened(field.value, LIMITS.value),
          })),
        }),
  };
}

/**
 * The body of a request that sends or edits. Everything is always given, so that an edit leaves nothing of the old
 * message behind; `allowed_mentions` too, since Discord does not remember it for edits.
 */
export function messagePayload(body: MessageBody, extra: { private?: boolean } = {}) {
  const flags =
    (extra.private === true ? MessageFlags.Ephemeral : 0) |
    (body.withoutPreviews === true ? MessageFlags.SuppressEmbeds : 0);
  return {
    content: shortened(body.content ?? '', LIMITS.content),
    embeds: (body.embeds ?? []).map(fitted),
    components: [...(body.components ?? [])],
    attachments: (body.files ?? []).map(({ name, altText }, index) => ({
      id: String(index),
      filename: name,
      description: shortened(altText, ALT_TEXT),
    })),
    allowed_mentions: { parse: [], roles: [...(body.mentionRoleIds ?? [])] },
    ...(flags === 0 ? {} : { flags }),
  };
}

/** What goes beside the body of the same request, in the order of its `attachments`. */
export function messageFiles(body: MessageBody): { name: string; data: Buffer; contentType: string }[] {
  return (body.files ?? []).map(({ name, data }) => ({ name, data, contentType: 'image/png' }));
}
