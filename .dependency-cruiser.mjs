// Who may import whom: the table of ARCHITECTURE.md, as rules. scripts/check/import-rules.mjs shows that each one fires.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sources of each package may import of the others; `lipwire`, at the top, may import every public entry. */
const MAY_IMPORT = {
  providers: [],
  cues: [],
  engine: ['cues'],
  rig: ['cues'],
  gateway: ['providers', 'engine', 'cues'],
  emulator: ['providers', 'cues'],
  // Of `rig` the contract only, and `engine` only below `local/`: see the rules of their own.
  browser: ['providers', 'cues', 'rig', 'engine'],
  react: ['browser'],
};

/** They run in browsers and in Node alike, or in browsers only. */
const WITHOUT_NODE = ['providers', 'cues', 'engine', 'rig', 'browser', 'react'];

const TESTS = ['[.]test[.]tsx?$', '^packages/[^/]+/test/'];

/** The source files that package manifests offer to others. */
const PUBLIC_ENTRIES = readdirSync('packages').flatMap((name) => {
  const manifest = join('packages', name, 'package.json');
  if (!existsSync(manifest)) return [];
  return Object.values(JSON.parse(readFileSync(manifest, 'utf8')).exports ?? {}).flatMap((entry) => {
    const target = typeof entry === 'string' ? entry : (entry['@lipwire/source'] ?? entry.default);
    const path = join('packages', name, target).replaceAll('\\', '/');
    return [`^${path.replaceAll('.', '[.]').replaceAll('*', '[^/]+')}$`];
  });
});

function sourcesOf(name) {
  return { path: `^packages/${name}/src/`, pathNot: TESTS };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
      name: `${name}-imports`,
      comment: `The sources of ${name} may import ${allowed.join(', ') || 'no other package'}.`,
      severity: 'error',
      from: sourcesOf(name),
      to: { path: '^packages/', pathNot: [name, ...allowed].map((other) => `^packages/${other}/`) },
    })),
    {
      name: 'browser-imports-rig-contract-only',
      comment: 'The browser runtime knows the names by which a mascot is driven, nothing else of the rig package.',
      severity: 'error',
      from: sourcesOf('browser'),
      to: { path: '^packages/rig/', pathNot: '^packages/rig/src/contract[.]ts$' },
    },
    {
      name: 'browser-imports-engine-in-local-only',
      comment: 'Apps that get their visemes from a gateway must not load the engine.',
      severity: 'error',
      from: { path: '^packages/browser/src/', pathNot: ['^packages/browser/src/local/', ...TESTS] },
      to: { path: ['^packages/engine/', '^packages/browser/src/local/'] },
    },
    {
      name: 'public-entries-only',
      comment: 'Other packages are imported by what their manifests export.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', ...PUBLIC_ENTRIES] },
    },
    {
      name: 'public-entries-only-from-outside',
      comment: 'Apps, examples and tests import packages by what their manifests export.',
      severity: 'error',
      from: { path: '^(apps|examples|test)/' },
      to: { path: '^packages/', pathNot: PUBLIC_ENTRIES },
    },
    {
      name: 'other-packages-by-name',
      comment: 'Another package is imported by its name, never by a relative path.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'packages-stand-below-apps',
      comment: 'Packages know nothing of the apps, examples and tests that use them.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|examples|test|scripts)/' },
    },
    {
      name: 'training-stands-apart',
      comment: 'Training exchanges files with the engine and is imported by nobody.',
      severity: 'error',
      from: { pathNot: '^training/' },
      to: { path: '^training/' },
    },
    {
      name: 'no-loops',
      comment: 'No file may lead back to itself, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-node-in-browsers',
      comment: 'These packages run where Node does not.',
      severity: 'error',
      from: { path: `^packages/(${WITHOUT_NODE.join('|')})/src/`, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared-dependencies',
      comment: 'What sources import is in the dependencies of their own package.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/(src|app|components)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
    {
      name: 'scripts-need-no-install',
      comment: 'These scripts run before anything is installed.',
      severity: 'error',
      // chromium.mjs asks Playwright for its browser, after the install.
      from: { path: '^scripts/', pathNot: ['^scripts/check/', '^scripts/setup/chromium[.]mjs$', '[.]test[.]mjs$'] },
      to: { dependencyTypesNot: ['core', 'local'] },
    },
    {
      name: 'resolvable',
      comment:
        'Every import leads somewhere; what starts with a slash is for a web server to find. Examples are apps of their ' +
        'own, with dependencies of their own: their tests install and build them.',
      severity: 'error',
      from: { pathNot: '^examples/' },
      to: { couldNotResolve: true, pathNot: '^/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '[.]next/', '/generated/'] },
    enhancedResolveOptions: {
      conditionNames: ['@lipwire/source', 'import', 'module', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.json'],
    },
    moduleSystems: ['es6', 'cjs', 'tsd'],
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
