// Unit, contract and dialogue tests; the browser suite has its own config beside it.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'node_modules/**'],
    setupFiles: ['test/property-runs.ts'],
    // one for each core: vitest alone would leave one idle, which is half of a small machine
    maxWorkers: availableParallelism(),
    // on a busy machine the shop alone takes a while to be trained
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
