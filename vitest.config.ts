import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const stack = 'test/support/stack.ts';
const seed = 'test/support/seed.ts';

/** `fast` needs no server and no network; `integration` runs on real Temporal and Postgres. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/workflows/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          // Nothing here keeps state in a module: the files of a worker share what they import.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.it.test.ts'],
          setupFiles: [seed],
          // A property of a second takes several on a loaded machine; what hangs is still noticed.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.it.test.ts'],
          setupFiles: [seed],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          ...(existsSync(stack) ? { globalSetup: [stack] } : {}),
        },
      },
    ],
  },
});
