import { posix } from 'node:path';

const EXPECTED_FILES = ['package.json', 'README.md', 'LICENSE'];

/** What serves the making of a package, not its use. */
const NOT_FOR_USERS = /(^|\/)(test|tests|fixtures|bench|node_modules)\/|\.(test|bench|spec)\.|tsbuildinfo|golden/;

/** What npm shows, and what package managers and bundlers go by. */
const EXPECTED_FIELDS = ['name', 'version', 'description', 'license', 'type', 'sideEffects', 'engines'];

/**
 * What is wrong with a package as it would be published.
 *
 * @param {ReadonlyMap<string, string>} files what is in the tarball: path relative to the package, and text.
 * @param {{ root: string }} machine full path of the clone, which must not be in any of them.
 * @returns {string[]} a sentence each.
 */
export function tarballProblems(files, { root }) {
  const manifest = JSON.parse(files.get('package.json') ?? '{}');
  return [
    ...EXPECTED_FILES.filter((file) => !files.has(file)).map((file) => `${file} is missing`),
    ...[...files.keys()].filter((file) => NOT_FOR_USERS.test(file)).map((file) => `${file} is not for users`),
    ...[...files].filter(([, text]) => text.includes(root)).map(([file]) => `${file} names a folder of this machine`),
    ...manifestProblems(manifest),
    ...[...files.keys()].filter((file) => file.endsWith('.map')).flatMap((file) => mapProblems(file, files)),
    ...directiveProblems(manifest, files),
  ];
}

function manifestProblems(manifest) {
  const missing = EXPECTED_FIELDS.filter((field) => manifest[field] === undefined);
  const siblings = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith('@lipwire/'));
  const loose = siblings.filter(([, range]) => range !== manifest.version);
  return [
    ...missing.map((field) => `package.json has no "${field}"`),
    // They are released together and share private names on the wire and on the rig.
    ...loose.map(([name, range]) => `it wants ${name} ${range}, not exactly its own version, ${manifest.version}`),
  ];
}

function mapProblems(file, files) {
  const { sources, sourcesContent = [] } = JSON.parse(files.get(file));
  const generated = file.slice(0, -'.map'.length);
  const unresolved = sources.filter(
    (source, index) => !sourcesContent[index] && !files.has(posix.join(posix.dirname(file), source)),
  );
  return [
    ...unresolved.map((source) => `${file} leads to ${source}, which is not there`),
    ...(files.has(generated) ? [] : [`${file} belongs to no file`]),
  ];
}

/** A bundler takes `'use client'` for a comment unless it is the first statement of the entry itself. */
function directiveProblems(manifest, files) {
  if (manifest.peerDependencies?.react === undefined) return [];
  const entry = posix.normalize(manifest.exports?.['.']?.default ?? 'index.js');
  const code = (files.get(entry) ?? '').replace(/^(\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*/, '');
  return /^(['"])use client\1/.test(code) ? [] : [`${entry} does not begin with 'use client'`];
}
