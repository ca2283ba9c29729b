import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

/**
 * Loaded into a bot before its own code (`NODE_OPTIONS=--import`). Samples where the CPU time goes, and at each SIGUSR2
 * writes the samples since the last signal to the file named by BENCH_PROFILE_FILE, as a profile of V8.
 */
const { BENCH_PROFILE_FILE: file } = process.env;
/** Microseconds between two samples. */
const EVERY = 200;
if (file !== undefined) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: EVERY });
  session.post('Profiler.start');
  process.on('SIGUSR2', () => {
    session.post('Profiler.stop', (_error, { profile }) => {
      writeFileSync(file, JSON.stringify(profile));
      session.post('Profiler.start');
    });
  });
}
