// The last line of CI: `N passed, N failed, N skipped`, of the tests and of the installs together.
// `node .ci/summary.mjs RESULTS INSTALLS`: what vitest wrote as JSON, and what installs.mjs printed.
import { readFileSync } from 'node:fs';

const [resultsFile = '', installsFile = ''] = process.argv.slice(2);
const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
const installs = lastObject(readFileSync(installsFile, 'utf8')) ?? { passed: 0, failed: 1 };

const passed = results.numPassedTests + installs.passed;
const failed = results.numFailedTests + installs.failed;
const skipped = results.numPendingTests + results.numTodoTests;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);

/** What installs.mjs prints at its end; nothing where it did not come so far. */
function lastObject(printed) {
  const last = printed.trim().split('\n').at(-1) ?? '';
  return last.startsWith('{') ? JSON.parse(last) : undefined;
}
