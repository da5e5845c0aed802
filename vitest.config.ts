import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests run on the sources of every package, so that none needs a build first. */
const source = { conditions: ['@lipwire/source', 'module', 'import', 'default'] };

/** The other React that apps have; the packages' own is 19. */
const REACT_18 = fileURLToPath(new URL('./test/react-18/node_modules', import.meta.url));

/** They measure time, so they do not run beside others. */
const BROWSER_TESTS = '{packages,apps}/*/test/**/*.browser.test.{ts,tsx}';

export default defineConfig({
  resolve: source,
  // Without `module`: what packages offer to bundlers under that name, Node itself cannot always load.
  ssr: { resolve: { conditions: ['@lipwire/source', 'import', 'default'] } },
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
        resolve: { alias: [{ find: /^(react|react-dom)(?=\/|$)/, replacement: `${REACT_18}/$1` }] },
        test: {
          name: 'react-18',
          include: ['packages/react/test/*.test.tsx'],
          // Types do not depend on it, React 19 alone has <Activity>, and errors of effects go through the browser's own
          // dispatchEvent in React 18, which happy-dom does otherwise.
          exclude: ['packages/react/test/{contract,activity,refused-options}.test.tsx'],
          setupFiles: ['test/react-18/require-react-18.ts'],
          env: { LIPWIRE_REACT: '18' },
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
