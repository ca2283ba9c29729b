import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What one part of the code cost of the bot's busy time: a room of its own sources, a library, or the engine. */
export interface ProfileShare {
  readonly where: string;
  /** Of the time in which the bot was not idle, in per cent. */
  readonly percent: number;
  /** The functions with the most self time. */
  readonly most: string;
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const IDLE = new Set(['(idle)', '(root)']);
/** In the bundle each module begins with a line that names its file. */
const MODULE = /^\/\/ (?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/;
const FUNCTIONS_NAMED = 3;

/** The shares of a profile, by self time: a function's own time, without that of the functions it calls. */
export function readProfile(file: string): readonly ProfileShare[] {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const placeOf = createPlaces();
  const spent = new Map<string, Map<string, number>>();
  let busy = 0;
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id);
    const microseconds = timeDeltas[at + 1] ?? 0;
    if (frame === undefined || IDLE.has(frame.functionName)) continue;
    busy += microseconds;
    const where = placeOf(frame);
    const functions = spent.get(where) ?? new Map<string, number>();
    spent.set(where, functions);
    const name = frame.functionName || '(unnamed)';
    functions.set(name, (functions.get(name) ?? 0) + microseconds);
  }
  const percent = (microseconds: number) => (microseconds * 100) / busy;
  return [...spent]
    .map(([where, functions]) => ({
      where,
      percent: percent([...functions.values()].reduce((sum, one) => sum + one, 0)),
      most: [...functions]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, FUNCTIONS_NAMED)
        .map(([name, microseconds]) => `${name} ${percent(microseconds).toFixed(1)}`)
        .join(', '),
    }))
    .toSorted((a, b) => b.percent - a.percent);
}

/** Names the room or library of a frame. Reads each file of the bundle, and its source map, once. */
function createPlaces(): (frame: CallFrame) => string {
  const maps = new Map<string, SourceMap | undefined>();
  const libraries = new Map<string, readonly { readonly line: number; readonly name: string }[]>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) {
      const map = `${file}.map`;
      maps.set(file, existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined);
    }
    return maps.get(file);
  };
  const modulesOf = (file: string) => {
    const known = libraries.get(file);
    if (known !== undefined) return known;
    const found = (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').flatMap((text, line) => {
      const name = MODULE.exec(text)?.[1];
      return name === undefined ? [] : [{ line, name }];
    });
    libraries.set(file, found);
    return found;
  };
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (url === '') return functionName === '(garbage collector)' ? 'garbage collection' : 'engine and system';
    if (url.startsWith('node:')) return 'Node';
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
    if (installed !== undefined) return installed;
    const entry = mapOf(file)?.findEntry(lineNumber, columnNumber);
    const source = entry !== undefined && 'originalSource' in entry ? entry.originalSource : undefined;
    const room = source === undefined ? undefined : /(?:src\/[^/]+(?:\/[^/.]+(?=\/))?|commands)/.exec(source)?.[0];
    return room ?? modulesOf(file).findLast(({ line }) => line <= lineNumber)?.name ?? 'other';
  };
}
