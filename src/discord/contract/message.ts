import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIEmbed,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Drawing, Typeface } from '../../pictures/index.ts';
import { defined } from '../../util/defined.ts';
import { madeOnce } from '../../util/made-once.ts';
import { fittedLayout, type Layout, withAltTexts } from './layout.ts';
import { demandLayout, withinCount } from './layout-limits.ts';
import { shortened } from './markdown.ts';

/** A picture of a message, laid out and drawn when the message is sent. The message's text must say the same. */
export interface MessagePicture {
  /** The file's name. Everybody sees it, so it must tell nothing: `bracket.png`. */
  readonly name: string;
  /** The text for people who cannot see the picture; at most 1,024 characters. */
  readonly altText: string;
  layout(typeface: Typeface): Drawing;
}

/** A file of a message: a drawn picture, or a file somebody asked for. */
export interface MessageFile extends Pick<MessagePicture, 'name' | 'altText'> {
  readonly data: Buffer;
  /** Default: `image/png`. */
  readonly contentType?: string;
}

/** A message as plain values, independent of who sends it and how. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  /**
   * Layout components, for answers to what somebody asked; `content` then stands above them, `components` below, and
   * embeds are not used. Messages that ping or are edited later use no layout: a ping in a layout gives an empty
   * notification, and an edit does not find files sent along with it.
   */
  readonly layout?: Layout;
  /** Drawn when the message is sent (draw-pictures.ts), into `files`. */
  readonly pictures?: readonly MessagePicture[];
  /** On an edit, leaves the message's files as they are and sends none again. */
  readonly picturesStay?: boolean;
  readonly files?: readonly MessageFile[];
  /** The only roles this message may notify. Nobody else is ever notified, whatever the text says. */
  readonly mentionRoleIds?: readonly string[];
  /** Keeps Discord from showing link previews, which may tell more than the text. */
  readonly withoutPreviews?: boolean;
  /** An answer to a public command that only the asker may see, such as a miss. */
  readonly onlyForAsker?: boolean;
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const LIMITS = { content: 2000, title: 256, description: 4096, name: 256, value: 1024, footer: 2048, author: 256 };
const FIELDS = 25;
const ALT_TEXT = 1024;

/** Cuts the embed's texts to Discord's limits, so that no long text keeps a message from being sent. */
const fitted = madeOnce((embed: APIEmbed): APIEmbed => {
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
});

export interface PayloadOptions {
  /** Only the asker sees the message. Default: false. Example: `true`, for an apology. */
  readonly private?: boolean;
  /**
   * The message to edit, and whether it has a layout: Discord never removes that flag. Default: a new message. Example:
   * `{ laidOut: true }`.
   */
  readonly edits?: { readonly laidOut: boolean };
}

/**
 * The body of a request that sends or edits a message. Every field is always given, so that an edit leaves nothing of
 * the old message; `allowed_mentions` too, because Discord does not remember it for edits.
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export function messagePayload(body: MessageBody, { private: isPrivate = false, edits }: PayloadOptions = {}) {
  if (edits !== undefined) return payloadOf(body, isPrivate, edits);
  return isPrivate ? privatePayload(body) : publicPayload(body);
}

/** Laid out and checked against Discord's limits once for each message object. */
const privatePayload = madeOnce((body: MessageBody) => payloadOf(body, true));
const publicPayload = madeOnce((body: MessageBody) => payloadOf(body, false));

function payloadOf(body: MessageBody, isPrivate: boolean, edits?: PayloadOptions['edits']) {
  const isLaidOut = body.layout !== undefined || edits?.laidOut === true;
  const flags =
    (isPrivate ? MessageFlags.Ephemeral : 0) |
    (isLaidOut ? MessageFlags.IsComponentsV2 : 0) |
    (body.withoutPreviews === true && !isLaidOut ? MessageFlags.SuppressEmbeds : 0);
  return {
    ...(isLaidOut ? laidOut(body, edits !== undefined && !edits.laidOut) : plainMessage(body)),
    // An edit without any `attachments` field leaves the message's files as they are.
    ...(edits !== undefined && body.picturesStay === true ? {} : { attachments: attachmentsOf(body) }),
    allowed_mentions: { parse: [], roles: [...(body.mentionRoleIds ?? [])] },
    ...(flags === 0 ? {} : { flags }),
  };
}

function attachmentsOf({ files = [] }: MessageBody) {
  return files.map(({ name, altText }, index) => ({
    id: String(index),
    filename: name,
    description: shortened(altText, ALT_TEXT),
  }));
}

function plainMessage(body: MessageBody) {
  return {
    content: shortened(body.content ?? '', LIMITS.content),
    embeds: (body.embeds ?? []).map(fitted),
    components: [...(body.components ?? [])],
  };
}

/** @param wasPlain the message had text and embeds before, which the same edit must remove */
function laidOut(body: MessageBody, wasPlain: boolean) {
  const altTexts = new Map((body.files ?? []).map(({ name, altText }) => [name, altText]));
  const layout = fittedLayout(withinCount(withAltTexts(layoutOf(body), altTexts)));
  demandLayout(layout, new Set(altTexts.keys()));
  return { ...(wasPlain ? { content: null, embeds: [] } : {}), components: [...layout] };
}

/** The whole message as a layout, also one with content and embeds. */
export function layoutOf({ content = '', embeds = [], layout = [], components = [] }: MessageBody): Layout {
  return [
    ...(content.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content } as const]),
    ...layout,
    ...embeds.map(containerOf),
    ...components,
  ];
}

function containerOf({ title, description, fields = [], footer, color }: APIEmbed): APIContainerComponent {
  const texts = [
    ...(title === undefined ? [] : [`### ${title}`]),
    ...(description === undefined ? [] : [description]),
    ...fields.map(({ name, value }) => `**${name}**\n${value}`),
    ...(footer === undefined ? [] : [`-# ${footer.text}`]),
  ];
  return {
    type: ComponentType.Container,
    ...defined({ accent_color: color }),
    components: texts.map((content) => ({ type: ComponentType.TextDisplay, content })),
  };
}

/** The files to send with the body, in the order of its `attachments`. */
export function messageFiles(body: MessageBody): { name: string; data: Buffer; contentType: string }[] {
  return (body.files ?? []).map(({ name, data, contentType = 'image/png' }) => ({ name, data, contentType }));
}
