import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib } from 'node:zlib';
import { FetchFault } from './fetch-fault.ts';

const gunzipAsync = promisify(gunzip);
const brotliAsync = promisify(brotliDecompress);
const zlibAsync = promisify(inflateZlib);
const rawAsync = promisify(inflateRaw);

/** No serious server compresses a feed more often than this. */
const MOST_LAYERS = 2;

/**
 * The body without its compression (gzip, deflate, br). Stops at `mostBytes`.
 *
 * @throws FetchFault `too-large`, `truncated` when it ends early, `encoding` when it is broken
 */
export async function inflate(body: Buffer, contentEncoding: string | undefined, mostBytes: number): Promise<Buffer> {
  const layers = (contentEncoding ?? '')
    .split(',')
    .map((layer) => layer.trim().toLowerCase())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MOST_LAYERS)
    throw new FetchFault('encoding', `The body is compressed ${layers.length} times over`);

  let bytes = body;
  for (const layer of layers.reverse())
    bytes = bytes.length === 0 ? bytes : await inflateLayer(bytes, layer, mostBytes);
  return bytes;
}

async function inflateLayer(bytes: Buffer, layer: string, mostBytes: number): Promise<Buffer> {
  const options = { maxOutputLength: mostBytes };
  try {
    switch (layer) {
      case 'gzip':
      case 'x-gzip':
        return await gunzipAsync(bytes, options);
      case 'br':
        return await brotliAsync(bytes, options);
      case 'deflate':
        // Servers disagree on whether "deflate" includes zlib's header; its first four bits tell.
        return await (((bytes[0] ?? 0) & 0x0f) === 8 ? zlibAsync : rawAsync)(bytes, options);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new FetchFault('too-large', `The body inflates to more than ${mostBytes} bytes`, { cause: error });
    }
    if (code === 'Z_BUF_ERROR') throw new FetchFault('truncated', 'The compressed body ends early', { cause: error });
    throw new FetchFault('encoding', `The body is not valid ${layer}`, { cause: error });
  }
  throw new FetchFault('encoding', `The body's compression "${layer.slice(0, 40)}" is not known`);
}
