import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tells which files of the bot have run, by V8's own counts of function calls in this process. */
export interface FileTrace {
  /**
   * The files below `src` and `commands` in which a function was called since the last `take`, sorted, relative to the
   * root.
   */
  take(): Promise<readonly string[]>;
  end(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OF_THE_BOT = /^(?:src|commands)\/.*\.ts$/;

export async function traceFiles(): Promise<FileTrace> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const ran = result.filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0));
      const paths = ran.map(({ url }) => relative(ROOT, url.startsWith('file:') ? fileURLToPath(url) : url));
      return [...new Set(paths)].filter((path) => OF_THE_BOT.test(path)).toSorted();
    },
    async end() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
