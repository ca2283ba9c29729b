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

/** A picture that belongs to a message, laid out and drawn when it is sent. What it tells stands in the message's text as well. */
export interface MessagePicture {
  /** Everybody sees it, so it tells nothing: `bracket.png`. */
  readonly name: string;
  /** Told to whoever cannot see the picture; at most 1,024 characters. */
  readonly altText: string;
  layout(typeface: Typeface): Drawing;
}

/** A file of a message: a picture that has been drawn, or what else somebody asked for. */
export interface MessageFile extends Pick<MessagePicture, 'name' | 'altText'> {
  readonly data: Buffer;
  /** Default: a PNG. */
  readonly contentType?: string;
}

/** A message as a view makes it: plain values, nothing about who sends it or how. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  /**
   * Laid out by Discord's newer components: for what was asked. `content` then stands above it, `components` below it, and
   * there are no embeds. What pings, or is edited by the bot later, is no layout: a ping in one gives an empty
   * notification, and a file that is sent along with an edit is not found by it.
   */
  readonly layout?: Layout;
  /** Drawn by whoever answers (draw-pictures.ts); what is sent are then the `files`. */
  readonly pictures?: readonly MessagePicture[];
  /** The pictures are those it was posted with: an edit leaves the message's files alone, and sends none again. */
  readonly picturesStay?: boolean;
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
  /** Seen by the asker alone. Default: false. Example: `true`, for an apology. */
  readonly private?: boolean;
  /**
   * The message that is edited. Once it is laid out it always is: Discord never takes the flag off again.
   * Default: a new message. Example: `{ laidOut: true }`.
   */
  readonly edits?: { readonly laidOut: boolean };
}

/**
 * The body of a request that sends or edits. Everything is always given, so that an edit leaves nothing of the old
 * message behind; `allowed_mentions` too, since Discord does not remember it for edits.
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export function messagePayload(body: MessageBody, { private: isPrivate = false, edits }: PayloadOptions = {}) {
  if (edits !== undefined) return payloadOf(body, isPrivate, edits);
  return isPrivate ? privatePayload(body) : publicPayload(body);
}

/** Of a message that is kept, laid out and held against Discord's limits once. */
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
    // Discord keeps the files of a message whose edit lists none at all.
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

/** @param wasPlain the message had a text and embeds so far, which the same edit must take out */
function laidOut(body: MessageBody, wasPlain: boolean) {
  const altTexts = new Map((body.files ?? []).map(({ name, altText }) => [name, altText]));
  const layout = fittedLayout(withinCount(withAltTexts(layoutOf(body), altTexts)));
  demandLayout(layout, new Set(altTexts.keys()));
  return { ...(wasPlain ? { content: null, embeds: [] } : {}), components: [...layout] };
}

/** The whole message as a layout, also where it was made as a plain one. */
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

/** What goes beside the body of the same request, in the order of its `attachments`. */
export function messageFiles(body: MessageBody): { name: string; data: Buffer; contentType: string }[] {
  return (body.files ?? []).map(({ name, data, contentType = 'image/png' }) => ({ name, data, contentType }));
}
