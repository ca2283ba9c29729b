import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { everyComponent } from '../validation/component-rules.ts';
import type { MessageBody } from '../validation/message-rules.ts';
import type { Store } from './store.ts';

export interface MessageContent {
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  /** New files that are listed under the message. */
  readonly attachments: readonly APIAttachment[];
  /** New files that an embed or a component shows. */
  readonly embedded: readonly APIAttachment[];
}

/**
 * Stores the files of a message and turns the body into its readable form: `attachment://name` becomes the file's
 * address, and every component gets an id.
 *
 * @param attached files that the message has already, which can be shown too
 */
export function keepContent(
  store: Store,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
  attached: readonly APIAttachment[] = [],
): MessageContent {
  const described = new Map((body.attachments ?? []).map((attachment) => [String(attachment.id), attachment]));
  const kept = files.map((file) => {
    const about = described.get(file.index);
    const name = typeof about?.filename === 'string' ? about.filename : file.name;
    const text = typeof about?.description === 'string' ? about.description : undefined;
    return { sentAs: [file.name, name], attachment: store.files.keep(channelId, { ...file, name }, text) };
  });
  const used = new Set<APIAttachment>();
  const resolve = (url: unknown) => {
    if (typeof url !== 'string' || !url.startsWith('attachment://')) return undefined;
    const name = url.slice('attachment://'.length);
    const found = kept.find(({ sentAs }) => sentAs.includes(name));
    if (found) used.add(found.attachment);
    return found?.attachment ?? attached.find(({ filename }) => filename === name);
  };

  const embeds = (body.embeds ?? []).map((embed) => embedAsRead(embed, resolve));
  const components = componentsAsRead(body.components ?? [], resolve);
  const all = kept.map(({ attachment }) => attachment);
  return {
    embeds,
    components,
    attachments: all.filter((attachment) => !used.has(attachment)),
    embedded: all.filter((attachment) => used.has(attachment)),
  };
}

type Resolve = (url: unknown) => APIAttachment | undefined;

function embedAsRead(embed: Json, resolve: Resolve): APIEmbed {
  const read: Json = { type: 'rich', ...embed };
  for (const key of ['image', 'thumbnail']) {
    const media = read[key] as Json | undefined | null;
    if (!media) continue;
    const file = resolve(media.url);
    read[key] = file
      ? {
          ...media,
          url: file.url,
          proxy_url: file.url,
          width: file.width ?? 0,
          height: file.height ?? 0,
          ...(file.description === undefined ? {} : { description: file.description }),
        }
      : { ...media, proxy_url: media.url, width: 0, height: 0 };
  }
  for (const key of ['author', 'footer']) {
    const part = read[key] as Json | undefined | null;
    const file = resolve(part?.icon_url);
    if (part && file) read[key] = { ...part, icon_url: file.url };
  }
  return read as unknown as APIEmbed;
}

function componentsAsRead(components: readonly Json[], resolve: Resolve): APIMessageTopLevelComponent[] {
  const copy = structuredClone(components) as Json[];
  const all = everyComponent(copy).map(({ component }) => component);
  numberThem(all);
  for (const component of all) showFiles(component, resolve);
  return copy as unknown as APIMessageTopLevelComponent[];
}

/** Gives components without an id the lowest free one. */
function numberThem(components: readonly Json[]): void {
  const taken = new Set(components.flatMap(({ id }) => (typeof id === 'number' ? [id] : [])));
  let next = 1;
  for (const component of components) {
    if (typeof component.id === 'number' && component.id !== 0) continue;
    while (taken.has(next)) next += 1;
    taken.add(next);
    component.id = next;
  }
}

/** Sets the address of an uploaded file in the component that shows it. */
function showFiles(component: Json, resolve: Resolve): void {
  const items = Array.isArray(component.items) ? (component.items as Json[]) : [];
  for (const holder of [component.media, component.file, ...items.map((item) => item.media)]) {
    if (typeof holder !== 'object' || holder === null) continue;
    const media = holder as Json;
    const file = resolve(media.url);
    if (!file) continue;
    const { url, id, content_type: type } = file;
    Object.assign(media, { url, proxy_url: url, attachment_id: id, content_type: type });
    // "This field is ignored and provided by the API as part of the response":
    // https://docs.discord.com/developers/components/reference#file
    if (holder === component.file) Object.assign(component, { name: file.filename, size: file.size });
  }
}
