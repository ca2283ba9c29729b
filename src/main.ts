import { installFault } from './util/operator-error.ts';

/** Everything else is loaded from here, so that a library that is missing or was not compiled is told of in a sentence. */
try {
  const { run } = await import('./run.ts');
  await run();
} catch (error) {
  const sentence = installFault(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  // At once: Node 20 reports the failed import of a CommonJS library a second time, as an uncaught exception.
  process.exit(1);
}
