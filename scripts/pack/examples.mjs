import { ensurePackagesBuilt } from '../setup/build.mjs';
import { ensureInstalledApp } from './installed-app.mjs';
import { packPackages } from './pack-packages.mjs';

const VITE = ['node_modules/vite/bin/vite.js', 'preview', '--strictPort', '--host'];
const NEXT = ['node_modules/next/dist/bin/next', 'start', '--hostname'];

/** Every app that is made of the examples: what it is made of, what is different about it, and how it is served. */
export const EXAMPLES = {
  'react-minimal': { source: 'examples/react-minimal', serve: VITE },
  'react-minimal-18': {
    source: 'examples/react-minimal',
    versions: { react: '18.3.1', 'react-dom': '18.3.1', '@types/react': '^18.3.0', '@types/react-dom': '^18.3.0' },
    serve: VITE,
  },
  'browser-vanilla': { source: 'examples/browser-vanilla', serve: VITE },
  'next-app': { source: 'examples/next-app', serve: NEXT },
};

/** An app that has all packages and does nothing; the command `lipwire` is in it. */
const EVERYTHING = { source: 'test/examples/everything', build: false };

/**
 * Builds and packs the packages, and installs and builds examples with them.
 *
 * @param {readonly string[]} [names] of {@link EXAMPLES}; default: all.
 * @returns {Promise<Record<string, string>>} the folder of each, and of `everything`.
 */
export async function ensureExamples(names = Object.keys(EXAMPLES)) {
  await ensurePackagesBuilt();
  const tarballs = await packPackages();
  const folders = { everything: await ensureInstalledApp('everything', { ...EVERYTHING, tarballs }) };
  for (const name of names) folders[name] = await ensureInstalledApp(name, { ...EXAMPLES[name], tarballs });
  return folders;
}
