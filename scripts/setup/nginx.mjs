import { existsSync } from 'node:fs';
import { aptInstall, canUseApt } from './apt.mjs';
import { findProgram, runProgram } from './program.mjs';
import { Failure, step } from './progress.mjs';

/** Where Debian and others keep it, which the PATH of users other than root often leaves out. */
const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'];

/** Finds an nginx for the tests, or installs one; the path of its program. */
export async function ensureNginx() {
  return findNginx() ?? (await step('installing nginx for the tests', installNginx));
}

function findNginx() {
  return findProgram('nginx') ?? PLACES.find((path) => existsSync(path));
}

async function installNginx() {
  if (canUseApt()) await aptInstall('nginx');
  else if (findProgram('brew') !== undefined) await runProgram('brew', ['install', 'nginx']);
  const path = findNginx();
  if (path !== undefined) return path;
  throw new Failure('The tests need nginx on the PATH; install it (https://nginx.org/en/docs/install.html).');
}
