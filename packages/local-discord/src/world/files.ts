import type { APIAttachment } from 'discord-api-types/v10';
import type { Snowflakes } from '../snowflakes.ts';
import type { UploadedFile } from '../uploaded-file.ts';

/** The files people and bots have attached, by the path they are served under. */
export interface Files {
  keep(channelId: string, file: UploadedFile, description: string | undefined): APIAttachment;
  /** `path` as in the attachment's address, beginning with `/attachments/`. */
  read(path: string): { readonly contentType: string; readonly bytes: Uint8Array } | undefined;
}

/** @param base returns the server's own address, known once it listens */
export function createFiles(ids: Snowflakes, base: () => string): Files {
  const kept = new Map<string, UploadedFile>();
  return {
    keep(channelId, file, description) {
      const id = ids.next();
      // Discord replaces characters that would have to be escaped in an address.
      const filename = file.name.replace(/[^\w.-]+/g, '_');
      const path = `/attachments/${channelId}/${id}/${filename}`;
      kept.set(path, file);
      const url = `${base()}${path}`;
      return {
        id,
        filename,
        size: file.bytes.byteLength,
        url,
        proxy_url: url,
        content_type: file.contentType,
        ...(description === undefined ? {} : { description }),
        ...pngSize(file.bytes),
      };
    },
    read: (path) => kept.get(path),
  };
}

function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const isPng =
    bytes.byteLength >= 24 && bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  if (!isPng) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
