import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { run as Run } from './run.ts';
import { installFault } from './util/operator-error.ts';

/**
 * The same in one piece, where the build made it (scripts/bundle.mjs): a start then reads a few files instead of a thousand.
 * Its own lines in a stack trace are told as those of the sources.
 */
const BUNDLE = new URL('../bundle/run.js', import.meta.url);

/** Everything else is loaded from here, so that a library that is missing or was not compiled is told of in a sentence. */
try {
  const isBundled = existsSync(BUNDLE);
  if (isBundled) process.setSourceMapsEnabled(true);
  const { run } = isBundled ? ((await import(BUNDLE.href)) as { run: typeof Run }) : await import('./run.ts');
  // Loaded only there: in production nobody needs a Discord of their own.
  await run(fileURLToPath(import.meta.url), async (environment, config) => {
    const { rehearseOrComplain } = await import('./rehearsal/rehearse.ts');
    await rehearseOrComplain(environment, config);
  });
} catch (error) {
  const sentence = installFault(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  // At once: Node 20 reports the failed import of a CommonJS library a second time, as an uncaught exception.
  process.exit(1);
}
