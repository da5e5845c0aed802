import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../../../scripts/setup/program.mjs';
import { Failure, step } from '../../../scripts/setup/progress.mjs';
import { CACHE } from '../../../scripts/setup/repository.mjs';

/** Where peers are kept: apart from our own packages, in a folder that git ignores. */
const FOLDER = join(CACHE, 'peers');

/**
 * The folder of a peer's package; it is installed on first use, without its install scripts.
 *
 * @param {string} name
 * @param {string} version the one that was measured; another may behave otherwise.
 */
export async function peerPackage(name, version) {
  const folder = join(FOLDER, 'node_modules', ...name.split('/'));
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version) return folder;
  mkdirSync(FOLDER, { recursive: true });
  const own = join(FOLDER, 'package.json');
  if (!existsSync(own)) writeFileSync(own, '{ "private": true }\n');
  const install = ['install', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  await step(`installing ${name} ${version}`, () => runNpm([...install, `${name}@${version}`], { cwd: FOLDER }));
  return folder;
}

/**
 * A file that a peer keeps beside its package; it is downloaded on first use.
 *
 * @param {string} name under which it is kept.
 * @param {string} url
 * @param {string} sha256 what its content must have.
 * @throws {Failure} when it cannot be had, or is another.
 */
export async function peerFile(name, url, sha256) {
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    let response;
    try {
      response = await fetch(url);
    } catch (cause) {
      throw new Failure(`${url} cannot be reached (${cause.cause?.code ?? cause.message}). Put the file at ${path}.`);
    }
    if (!response.ok) throw new Failure(`${url} answers ${response.status}. Put the file at ${path}.`);
    writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  }
  const bytes = readFileSync(path);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new Failure(`${path} is not the file that was measured. Delete it to download it again.`);
  }
  return bytes;
}
