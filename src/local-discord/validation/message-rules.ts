import { MessageFlags } from 'discord-api-types/v10';
import { type Fault, invalidForm, refuse } from '../errors.ts';
import type { UploadedFile } from '../world/files.ts';
import type { Json } from '../world/model.ts';
import { componentFaults, everyComponent, type MayUseEmoji } from './component-rules.ts';

/** What a new message, an edit and an answer share. Every field may be absent or null. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Json[] | null;
  readonly attachments?: readonly Json[] | null;
  readonly allowed_mentions?: AllowedMentions | null;
  readonly flags?: number | null;
  readonly poll?: unknown;
  readonly sticker_ids?: readonly string[] | null;
}

export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly replied_user?: boolean | null;
}

const CONTENT_LIMIT = 2000;
const EMBED_TEXT_LIMIT = 6000;
/** https://docs.discord.com/developers/reference#uploading-files */
export const FILE_LIMIT_BYTES = 10 * 1024 * 1024;

/** What the rules have to know beside what was sent. */
export interface MessageAbout {
  /** The flags the message will have, since Components V2 cannot be taken off again. */
  readonly flags: number;
  readonly mayUseEmoji: MayUseEmoji;
  /** Ids of attachments the message has already. */
  readonly known?: readonly string[];
}

/** The rules of a message that Discord's description of its API does not hold. Throws 50035 with every fault. */
export function checkMessageRules(
  body: MessageBody,
  files: readonly UploadedFile[],
  { flags, mayUseEmoji, known = [] }: MessageAbout,
): void {
  const usesV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const faults: Fault[] = [
    // 4,000 is for people with a subscription. https://docs.discord.com/developers/resources/message#create-message
    ...(body.content && [...body.content].length > CONTENT_LIMIT
      ? [{ path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }]
      : []),
    ...embedFaults(body.embeds ?? []),
    ...componentFaults(body.components ?? [], usesV2, mayUseEmoji),
    ...mentionFaults(body.allowed_mentions ?? {}),
    ...attachmentFaults(body, files, known),
    ...(usesV2 ? legacyFaults(body) : []),
  ];
  if (faults.length > 0) throw invalidForm(faults);
  if (files.some((file) => file.bytes.byteLength > FILE_LIMIT_BYTES)) throw refuse.fileTooLarge();
}

/** Whether there would be nothing to see (50006). */
export function isEmptyMessage(body: MessageBody, files: readonly UploadedFile[]): boolean {
  const nothing = (list: readonly unknown[] | null | undefined) => !list || list.length === 0;
  return (
    (body.content ?? '').trim() === '' &&
    nothing(body.embeds) &&
    nothing(body.components) &&
    nothing(body.sticker_ids) &&
    (body.poll === undefined || body.poll === null) &&
    files.length === 0
  );
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
function embedFaults(embeds: readonly Json[]): Fault[] {
  const size = embeds.reduce((sum, embed) => sum + embedSize(embed), 0);
  return size > EMBED_TEXT_LIMIT
    ? [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: 'Embed size exceeds maximum size of 6000' }]
    : [];
}

function embedSize(embed: Json): number {
  const text = (value: unknown) => (typeof value === 'string' ? [...value].length : 0);
  const part = (value: unknown) => (typeof value === 'object' && value !== null ? (value as Json) : {});
  const fields = Array.isArray(embed.fields) ? (embed.fields as Json[]) : [];
  return (
    text(embed.title) +
    text(embed.description) +
    text(part(embed.footer).text) +
    text(part(embed.author).name) +
    fields.reduce((sum, field) => sum + text(field.name) + text(field.value), 0)
  );
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
function mentionFaults(allowed: AllowedMentions): Fault[] {
  return (['users', 'roles'] as const).flatMap((kind): Fault[] =>
    allowed.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0
      ? [
          {
            path: ['allowed_mentions'],
            code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          },
        ]
      : [],
  );
}

/** https://docs.discord.com/developers/reference#uploading-files */
function attachmentFaults(body: MessageBody, files: readonly UploadedFile[], known: readonly string[]): Fault[] {
  const indexes = new Set(files.map((file) => file.index));
  const names = new Set(files.map((file) => file.name));
  const missing = (body.attachments ?? []).flatMap((attachment, index): Fault[] =>
    indexes.has(String(attachment.id)) || known.includes(String(attachment.id))
      ? []
      : [
          {
            path: ['attachments', index, 'id'],
            code: 'ATTACHMENT_NOT_FOUND',
            message: `Attachment data for attachment with ID ${attachment.id} not found`,
          },
        ],
  );
  const dangling = everyComponent(body.components ?? []).flatMap(({ component, path }): Fault[] => {
    const media = [
      component.media,
      component.file,
      ...(Array.isArray(component.items) ? component.items.map((item: Json) => item.media) : []),
    ];
    return media.flatMap((item): Fault[] => {
      const url = typeof item === 'object' && item !== null ? String((item as Json).url) : '';
      return url.startsWith('attachment://') && !names.has(url.slice(13)) && known.length === 0
        ? [
            {
              path,
              code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
              message: `The referenced attachment '${url.slice(13)}' was not found`,
            },
          ]
        : [];
    });
  });
  return [...missing, ...dangling];
}

/** https://docs.discord.com/developers/components/reference#legacy-message-component-behavior */
function legacyFaults(body: MessageBody): Fault[] {
  return (['content', 'embeds', 'poll', 'sticker_ids'] as const).flatMap((key): Fault[] => {
    const value = body[key];
    const absent =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return absent
      ? []
      : [
          {
            path: [key],
            code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
            message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          },
        ];
  });
}
