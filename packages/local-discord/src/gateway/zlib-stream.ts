import { constants, createDeflate } from 'node:zlib';

/**
 * Compresses everything sent over one connection with one shared context; each packet ends with a flush, by which the
 * client recognises its end. https://docs.discord.com/developers/events/gateway#zlib-stream
 */
export function createZlibStream(send: (frame: Buffer) => void): { write(text: string): void } {
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  let parts: Buffer[] = [];
  deflate.on('data', (part: Buffer) => {
    parts.push(part);
    if (!part.subarray(-4).equals(SUFFIX)) return;
    send(Buffer.concat(parts));
    parts = [];
  });
  return { write: (text) => void deflate.write(text) };
}

const SUFFIX = Buffer.from([0x00, 0x00, 0xff, 0xff]);
