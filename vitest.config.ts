import { defineConfig } from 'vitest/config';

/** Packages of this repository as they stand, not as they were last built. */
const conditions = ['source', 'node', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts', 'packages/*/{test,example}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes sooner or later; Vitest's own second is too short where others use the machine as well.
    expect: { poll: { timeout: 20_000 } },
    // Each file talks over sockets and writes real files: two at a time is what two cores carry.
    maxWorkers: 2,
    execArgv: ['--import', new URL('./testkit/typescript/run-typescript.mjs', import.meta.url).href],
  },
});
