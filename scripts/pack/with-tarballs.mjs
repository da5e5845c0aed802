import { basename } from 'node:path';

/**
 * The tarballs of our packages that an app needs: those that it names, and those that these need in turn.
 *
 * @param {any} manifest of the app.
 * @param {import('./pack-packages.mjs').Tarball[]} tarballs of all packages.
 */
export function neededTarballs(manifest, tarballs) {
  const needed = new Set();
  const visit = ({ dependencies = {}, devDependencies = {} }) => {
    for (const tarball of tarballs) {
      if (needed.has(tarball) || !(tarball.name in { ...dependencies, ...devDependencies })) continue;
      needed.add(tarball);
      visit({ dependencies: tarball.manifest.dependencies });
    }
  };
  visit(manifest);
  return tarballs.filter((tarball) => needed.has(tarball));
}

/**
 * The manifest of an app that installs our packages from its folder `tarballs`, as it would from the registry.
 *
 * @param {any} manifest as it is committed.
 * @param {import('./pack-packages.mjs').Tarball[]} tarballs that it needs.
 * @param {Record<string, string>} versions instead of the ranges that it names for packages of others.
 */
export function withTarballs(manifest, tarballs, versions = {}) {
  const ours = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:tarballs/${basename(path)}`]));
  const rewrite = (dependencies = {}) =>
    Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [name, ours[name] ?? versions[name] ?? range]),
    );
  return {
    ...manifest,
    dependencies: rewrite(manifest.dependencies),
    devDependencies: rewrite(manifest.devDependencies),
    // Packages of ours that come along with others of ours. npm wants what is named twice spelled alike.
    overrides: { ...manifest.overrides, ...ours },
  };
}
