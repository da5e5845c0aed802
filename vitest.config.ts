import { configDefaults, defineConfig } from 'vitest/config';

/** Tests run on the sources of every package, so that none needs a build first. */
const source = { conditions: ['@lipwire/source', 'module', 'import', 'default'] };

/** They measure time, so they do not run beside others. */
const BROWSER_TESTS = '{packages,apps}/*/test/**/*.browser.test.{ts,tsx}';

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/*/{src,test}/**/*.test.{ts,tsx}',
            'scripts/**/*.test.mjs',
            'bench/**/*.test.mjs',
            'apps/*/{src,test}/**/*.test.{ts,tsx}',
          ],
          exclude: [...configDefaults.exclude, BROWSER_TESTS],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.test.ts', BROWSER_TESTS],
          globalSetup: './scripts/run/provide-chromium.mjs',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
