import { MessageFlags } from 'discord-api-types/v10';
import { type Fault, invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { componentFaults, everyComponent } from './component-rules.ts';
import { embedFaults } from './embed-rules.ts';
import type { MayUseEmoji } from './emoji-rules.ts';
import { pollFaults } from './poll-rules.ts';

/** The fields that a new message, an edit and an answer have in common. Each may be absent or null. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Json[] | null;
  readonly attachments?: readonly Json[] | null;
  readonly allowed_mentions?: AllowedMentions | null;
  readonly flags?: number | null;
  readonly poll?: Json | null;
  readonly sticker_ids?: readonly string[] | null;
}

export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly replied_user?: boolean | null;
}

const CONTENT_LIMIT = 2000;
const FILES_LIMIT = 10;
/** https://docs.discord.com/developers/reference#uploading-files */
export const FILE_LIMIT_BYTES = 10 * 1024 * 1024;

/** What the rules need to know besides the body. */
export interface MessageAbout {
  /** The flags that the message will have; Components V2 can never be removed. */
  readonly flags: number;
  readonly mayUseEmoji: MayUseEmoji;
  /** The attachments that the message has already. */
  readonly known?: readonly { readonly id: string; readonly filename: string }[];
  /** Whether components can show files sent with the request; not when a message is edited. Default: true. */
  readonly filesShown?: boolean;
}

/** Checks rules of messages that Discord's description does not contain. Throws 50035 with every fault. */
export function checkMessageRules(
  body: MessageBody,
  files: readonly UploadedFile[],
  { flags, mayUseEmoji, known = [], filesShown = true }: MessageAbout,
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
    ...attachmentFaults(body, files, known, filesShown || !usesV2),
    ...pollFaults(body.poll, mayUseEmoji),
    ...(usesV2 ? legacyFaults(body) : []),
  ];
  if (faults.length > 0) throw invalidForm(faults);
  // Attachments that stay on the message count too.
  const kept = (body.attachments ?? []).filter(({ id }) =>
    known.some((attachment) => attachment.id === String(id)),
  ).length;
  if (files.length + kept > FILES_LIMIT) throw refuse.tooManyFiles();
  if (files.some((file) => file.bytes.byteLength > FILE_LIMIT_BYTES)) throw refuse.fileTooLarge();
}

/** Whether the message would show nothing (50006). */
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
function attachmentFaults(
  body: MessageBody,
  files: readonly UploadedFile[],
  known: NonNullable<MessageAbout['known']>,
  filesShown: boolean,
): Fault[] {
  const indexes = new Set(files.map((file) => file.index));
  const renamed = (body.attachments ?? []).flatMap(({ filename }) => (typeof filename === 'string' ? [filename] : []));
  const names = new Set([
    ...(filesShown ? [...files.map((file) => file.name), ...renamed] : []),
    ...known.map(({ filename }) => filename),
  ]);
  const missing = (body.attachments ?? []).flatMap((attachment, index): Fault[] =>
    indexes.has(String(attachment.id)) || known.some(({ id }) => id === String(attachment.id))
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
      return url.startsWith('attachment://') && !names.has(url.slice(13))
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
    return absent ? [] : [beside(key)];
  });
}

/** The fault of a field that is not allowed with Components V2. */
export function beside(key: string): Fault {
  return {
    path: [key],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  };
}
