import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The worker beside this file, whether this runs as TypeScript or compiled. */
const WORKER_FILE = new URL(
  `./signs-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`,
  import.meta.url,
);

/**
 * Tells of a code point whether every one of these font files has a sign for it. The files are read in a thread that
 * ends when it is done: loading the reader of fonts alone takes a tenth of a second, during which nobody would be
 * answered.
 *
 * @throws where a file is missing or no font
 */
export async function readCoveredSigns(files: readonly string[]): Promise<(codePoint: number) => boolean> {
  const worker = new Worker(WORKER_FILE, { workerData: { files } });
  const [stretches] = (await once(worker, 'message')) as [Uint32Array];
  return (codePoint) => isWithin(stretches, codePoint);
}

/** @param stretches the first and the last number of each, in order */
function isWithin(stretches: Uint32Array, number: number): boolean {
  let [low, high] = [0, stretches.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[2 * middle + 1] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low < stretches.length / 2 && (stretches[2 * low] ?? 0) <= number;
}
