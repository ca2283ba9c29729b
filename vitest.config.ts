import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each file talks over sockets and writes real files: two at a time is what two cores carry.
    maxWorkers: 2,
    execArgv: ['--import', new URL('./test/support/run-typescript.mjs', import.meta.url).href],
  },
});
