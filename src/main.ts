import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { run as Run } from './run.ts';
import { createCompiledFiles } from './util/compiled-files.ts';
import { installFault } from './util/operator-error.ts';
import { hearSignals } from './util/signals.ts';
import { tellSourceLines } from './util/source-lines.ts';
import { startSmall } from './util/start-small.ts';

const BUILT = fileURLToPath(new URL('..', import.meta.url));
/** The bundled bot, if the build made one (scripts/bundle.mjs): a start then reads a few files instead of a thousand. */
const BUNDLE = join(BUILT, 'bundle');
const ENTRY = 'run.js';

/** First of all: what comes while everything else is loaded is heard too. */
const signals = hearSignals();

/** By then it has started. */
const STARTED_MS = 4_000;
startSmall(STARTED_MS);
tellSourceLines(BUILT);

/** Everything else is imported here, so that a missing or uncompiled library is reported in a sentence. */
try {
  const isBundled = existsSync(join(BUNDLE, ENTRY));
  const { run } = isBundled
    ? (createCompiledFiles(BUNDLE).run(ENTRY) as { readonly run: typeof Run })
    : await import('./run.ts');
  // Imported only when needed: production needs no rehearsal.
  await run(fileURLToPath(import.meta.url), signals, async (environment, config) => {
    // It ends in a way of its own.
    signals.letGo();
    const { rehearseOrComplain } = await import('./rehearsal/rehearse.ts');
    await rehearseOrComplain(environment, config);
  });
} catch (error) {
  const sentence = installFault(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  // Exits at once, because Node 20 reports the failed import of a CommonJS library a second time, as an uncaught
  // exception.
  process.exit(1);
}
