import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** Where this package's page may have been built, seen from the compiled files and from the sources. */
const BUILT = ['../page', '../dist/page'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/** The folder of this package's own page; undefined while it is not built. */
export function findBuiltPage(): string | undefined {
  return BUILT.find((folder) => existsSync(join(folder, 'index.html')));
}

/**
 * The folder for the option `page`; undefined for `false`.
 *
 * @throws Error when it is this package's own page, and that is not built
 */
export function pageFolder(page: boolean | string): string | undefined {
  if (typeof page === 'string') return page;
  if (!page) return undefined;
  const built = findBuiltPage();
  if (built === undefined) throw new Error('The page of local-discord is not built: `npm run build` builds it.');
  return built;
}

/** A file of the page's folder; undefined when there is none of that name inside it. */
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
