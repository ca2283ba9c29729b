import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

/**
 * Loaded into a bot before its own code (`NODE_OPTIONS=--import`): samples where its time goes, and at each SIGUSR2 writes
 * what it has seen since the last one to the file named by BENCH_PROFILE_FILE, as V8's profiler gives it.
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
