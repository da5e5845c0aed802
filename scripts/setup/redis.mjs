import { aptInstall, canUseApt } from './apt.mjs';
import { findProgram, runProgram } from './program.mjs';
import { Failure, step } from './progress.mjs';

/** Finds a Redis or Valkey server for the tests, or installs one; the path of its program. */
export async function ensureRedis() {
  return findRedis() ?? (await step('installing Redis for the tests', installRedis));
}

function findRedis() {
  return findProgram('redis-server', 'valkey-server');
}

async function installRedis() {
  if (canUseApt()) await aptInstall('redis-server').catch(() => aptInstall('valkey-server'));
  else if (findProgram('brew') !== undefined) await runProgram('brew', ['install', 'redis']);
  const path = findRedis();
  if (path !== undefined) return path;
  throw new Failure('The tests need redis-server or valkey-server on the PATH; install one (https://redis.io/docs).');
}
