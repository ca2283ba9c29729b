import type { Fault } from '../errors.ts';
import type { Json } from '../json.ts';
import { schemeFault } from './urls.ts';

type Path = readonly (string | number)[];

const EMBED_TEXT_LIMIT = 6000;
const PAGES = ['http', 'https'];
/** Pictures can also be files of the same message. https://docs.discord.com/developers/reference#uploading-files */
const PICTURES = ['http', 'https', 'attachment'];

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export function embedFaults(embeds: readonly Json[]): Fault[] {
  const size = embeds.reduce((sum, embed) => sum + embedSize(embed), 0);
  return [
    ...embeds.flatMap((embed, index) => ownFaults(embed, ['embeds', index])),
    ...(size > EMBED_TEXT_LIMIT
      ? [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message: 'Embed size exceeds maximum size of 6000' }]
      : []),
  ];
}

function ownFaults(embed: Json, path: Path): Fault[] {
  const fields = Array.isArray(embed.fields) ? (embed.fields as Json[]) : [];
  return [
    // For an empty embed Discord reports a missing description (seen by many bots).
    ...(hasContent(embed) ? [] : [required([...path, 'description'])]),
    ...fields.flatMap((field, index) =>
      ['name', 'value'].flatMap((key) => (isBlank(field[key]) ? [required([...path, 'fields', index, key])] : [])),
    ),
    ...urlFaults(embed.url, PAGES, [...path, 'url']),
    ...urlFaults(part(embed.author).url, PAGES, [...path, 'author', 'url']),
    ...urlFaults(part(embed.author).icon_url, PICTURES, [...path, 'author', 'icon_url']),
    ...urlFaults(part(embed.footer).icon_url, PICTURES, [...path, 'footer', 'icon_url']),
    ...urlFaults(part(embed.image).url, PICTURES, [...path, 'image', 'url']),
    ...urlFaults(part(embed.thumbnail).url, PICTURES, [...path, 'thumbnail', 'url']),
  ];
}

export function urlFaults(url: unknown, schemes: readonly string[], path: Path): Fault[] {
  if (url === undefined || url === null) return [];
  const fault = schemeFault(url, schemes);
  return fault ? [{ path, ...fault }] : [];
}

function hasContent(embed: Json): boolean {
  const texts = [embed.title, embed.description, part(embed.author).name, part(embed.footer).text];
  const shown = [part(embed.image).url, part(embed.thumbnail).url];
  const fields = Array.isArray(embed.fields) ? embed.fields : [];
  return texts.some((text) => !isBlank(text)) || shown.some((url) => url !== undefined) || fields.length > 0;
}

/** Whether a text is empty after trimming, as Discord does. */
export function isBlank(text: unknown): boolean {
  return text === undefined || text === null || String(text).trim() === '';
}

export function required(path: Path): Fault {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}

function embedSize(embed: Json): number {
  const text = (value: unknown) => (typeof value === 'string' ? [...value].length : 0);
  const fields = Array.isArray(embed.fields) ? (embed.fields as Json[]) : [];
  return (
    text(embed.title) +
    text(embed.description) +
    text(part(embed.footer).text) +
    text(part(embed.author).name) +
    fields.reduce((sum, field) => sum + text(field.name) + text(field.value), 0)
  );
}

function part(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
