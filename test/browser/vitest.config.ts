// The browser suite: Debian's chromium on real pages of the real server. Slower than the rest, so it runs by itself.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    allowOnly: false,
  },
});
