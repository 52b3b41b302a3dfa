import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

/** Where `tools/summary.ts` looks for what each workspace's tests came to. */
export const REPORT = '.reports/vitest.json';

/** The test set-up every workspace shares; `include` is relative to the workspace. */
export function workspaceTests(include = ['src/**/*.test.ts', 'test/**/*.test.ts']): ViteUserConfig {
  return defineConfig({
    test: {
      environment: 'node',
      include,
      // Native addons (better-sqlite3) and tests that kill processes want a process of their own, not a thread.
      pool: 'forks',
      // Generous, since two busy cores are shared by every gate; a test still waits for a predicate, never for time.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // A focused or forgotten `.only` is a failure here just as on CI.
      allowOnly: false,
      reporters: ['default', ['json', { outputFile: REPORT }]],
    },
  });
}
