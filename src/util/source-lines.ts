import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceOrigin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes stack traces name the lines of the sources, by the source map (`NAME.map`) beside each file in this folder. A map
 * is read when an error is first told of its file: Node would read each at the start, and only of files that it compiles
 * itself. Names of files that are no whole paths are taken from this folder.
 */
export function tellSourceLines(folder: string): void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(file));
    return maps.get(file);
  };

  function told(site: NodeJS.CallSite): string {
    const [name, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
    if (name == null || line == null || column == null) return String(site);
    const file = name.startsWith('file:') ? fileURLToPath(name) : resolve(folder, name);
    const origin = file.startsWith(folder) ? mapOf(file)?.findOrigin(line, column) : undefined;
    if (!isFound(origin)) return String(site);
    const source = `${resolve(dirname(file), origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
    return String(site).replace(`${name}:${line}:${column}`, () => source);
  }

  Error.prepareStackTrace = (error, sites) =>
    [Error.prototype.toString.call(error), ...sites.map((site) => `    at ${told(site)}`)].join('\n');
}

const isFound = (origin: SourceOrigin | object | undefined): origin is SourceOrigin =>
  origin !== undefined && 'fileName' in origin;

function readMap(file: string): SourceMap | undefined {
  try {
    return existsSync(`${file}.map`) ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))) : undefined;
  } catch {
    // The error that is being told matters more, and may be why no file can be read.
    return undefined;
  }
}
