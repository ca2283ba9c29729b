import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into a bot before its own code (`NODE_OPTIONS=--import`). At each SIGUSR2 it writes the event loop's delay since
 * the last signal, as a `LoopDelay` (loop-delay.ts), to the file named by BENCH_LOOP_FILE.
 */
const { BENCH_LOOP_FILE: file } = process.env;
if (file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on('SIGUSR2', () => {
    writeFileSync(file, JSON.stringify({ p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 }));
    delay.reset();
  });
}
