import { writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { heapBytes } from './kept-server.ts';

/**
 * Loaded into a bot before its own code (`NODE_OPTIONS=--import`). At each SIGUSR2 it collects the garbage and writes how
 * many bytes of the heap are in use to the file named by BENCH_HEAP_FILE.
 */
const { BENCH_HEAP_FILE: file } = process.env;
if (file !== undefined) {
  process.on('SIGUSR2', () => void tell(file));
}

async function tell(file: string): Promise<void> {
  // What is only finalised between two collections counts for neither.
  for (let times = 0; times < 3; times += 1) {
    heapBytes();
    await turn();
  }
  writeFileSync(file, String(heapBytes()));
}
