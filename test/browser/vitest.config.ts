// The browser suite: real pages in Debian's chromium.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // a browser keeps more than one core busy by itself, but spends most of its time waiting
    maxWorkers: 2,
    allowOnly: false,
  },
});
