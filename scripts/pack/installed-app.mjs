import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runNpm } from '../setup/program.mjs';
import { step } from '../setup/progress.mjs';
import { ROOT } from '../setup/repository.mjs';
import { hashOfSources, hasStamp, writeStamp } from '../setup/stamp.mjs';
import { neededTarballs, withTarballs } from './with-tarballs.mjs';

const PREFIX = 'lipwire-apps-';

/**
 * Outside of the repository, as a user's app is: an app below it would find in the repository's `node_modules` what it
 * forgot to declare. One folder a clone, which survives so that the next run is fast.
 */
const APPS = join(tmpdir(), PREFIX + createHash('sha256').update(ROOT).digest('hex').slice(0, 12));

/** Says in that folder whose it is. */
const OWNER = 'clone';

/** What a run makes and the next one may keep. */
const KEPT = new Set(['node_modules', 'stamps']);

/**
 * Makes an app of its own from a folder and the packed packages: copies it, installs from the registry and the tarballs,
 * and builds it. Does nothing where that app is there already.
 *
 * @param {string} name of the app's folder: two variants of one source have two names.
 * @param {{ source: string, tarballs: import('./pack-packages.mjs').Tarball[], versions?: Record<string, string>, build?: boolean }} options
 *   `source`: folder, relative to the root. `versions`: instead of those in its manifest. `build`: whether it has a
 *   script of that name; default true.
 * @returns {Promise<string>} full path of the app.
 */
export async function ensureInstalledApp(name, { source, tarballs, versions = {}, build = true }) {
  const app = join(APPS, name);
  const manifest = JSON.parse(readFileSync(join(ROOT, source, 'package.json'), 'utf8'));
  const needed = neededTarballs(manifest, tarballs);
  const sources = hashOfSources([source], { ignore: (path) => path.endsWith('/public') });
  const hash = [sources, JSON.stringify(versions), ...needed.map(({ integrity }) => integrity)].join(' ');
  if (hasStamp(name, hash, app)) return app;

  removeAppsOfLostClones();
  mkdirSync(app, { recursive: true });
  writeFileSync(join(APPS, OWNER), ROOT);
  for (const entry of readdirSync(app)) if (!KEPT.has(entry)) rmSync(join(app, entry), { recursive: true });
  forgetOurs(join(app, 'node_modules'));
  cpSync(join(ROOT, source), app, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist|\.next)$/.test(path),
  });
  mkdirSync(join(app, 'tarballs'));
  for (const { path } of needed) cpSync(path, join(app, 'tarballs', basename(path)));
  const written = withTarballs(manifest, needed, { ...lockedVersions(), ...versions });
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(written, null, 2)}\n`);

  const env = { ...ownEnvironment(), NEXT_TELEMETRY_DISABLED: '1' };
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  await step(`installing ${name}`, () => runNpm(install, { cwd: app, env }));
  if (build) await step(`building ${name}`, () => runNpm(['run', 'build'], { cwd: app, env }));
  writeStamp(name, hash, app);
  return app;
}

/** Apps take hundreds of megabytes, and clones come and go. */
function removeAppsOfLostClones() {
  for (const entry of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const owner = join(tmpdir(), entry, OWNER);
    try {
      if (!existsSync(owner) || existsSync(readFileSync(owner, 'utf8'))) continue;
      rmSync(join(tmpdir(), entry), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove, and their clone may only be hidden from this one.
    }
  }
}

/** What an npm that runs us has told us of this repository is not for an app outside of it. */
function ownEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_(local_prefix|workspaces?)$)/.test(name),
    ),
  );
}

/** A tarball of the same version has other contents now; npm would take it for installed. */
function forgetOurs(modules) {
  for (const path of ['@lipwire', 'lipwire', '.package-lock.json']) {
    rmSync(join(modules, path), { recursive: true, force: true });
  }
}

/** What the repository itself is tested with: an app that is built today and one that is built next year are the same. */
function lockedVersions() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const entries = Object.entries(packages).flatMap(([path, { version, link }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || link ? [] : [[name, version]];
  });
  return Object.fromEntries(entries);
}
