import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A file of the page's folder, or undefined when there is none by that name inside it. */
export async function readPageFile(
  pageDir: string,
  name: string,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const path = normalize(join(pageDir, name));
  if (!path.startsWith(normalize(pageDir) + sep)) return undefined;
  try {
    return { type: TYPES[extname(path)] ?? 'application/octet-stream', bytes: new Uint8Array(await readFile(path)) };
  } catch (err) {
    if (err instanceof Error && 'code' in err && (err.code === 'ENOENT' || err.code === 'EISDIR')) return undefined;
    throw err;
  }
}
