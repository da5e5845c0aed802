#!/usr/bin/env node
// npm test: installs and builds what is missing, runs every test, and ends with the line "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureExamples } from './pack/examples.mjs';
import { countResults } from './run/count-results.mjs';
import { ensureDemoBuilt, ensurePackagesBuilt } from './setup/build.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { ensureNginx } from './setup/nginx.mjs';
import { runNode } from './setup/program.mjs';
import { elapsed, exitOnSignals, Failure } from './setup/progress.mjs';
import { ensurePythonSdk } from './setup/python-sdk.mjs';
import { ensureRedis } from './setup/redis.mjs';
import { CACHE, packageFolder, requireNode } from './setup/repository.mjs';

/** Far more than any of them takes: a test that hangs must not hide the results of the others. */
const PROJECTS = [
  { name: 'unit', timeoutMs: 10 * 60_000 },
  { name: 'react-18', timeoutMs: 2 * 60_000 },
  { name: 'e2e', timeoutMs: 15 * 60_000 },
];

requireNode();
exitOnSignals();

const total = { passed: 0, failed: 0, skipped: 0 };
try {
  const env = await prepare();
  // One after the other: the tests in the browser measure time, and want the machine to themselves.
  for (const project of PROJECTS) {
    const counts = await runProject(project, env);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
} catch (error) {
  countFailure(error);
}
const skipped = total.skipped === 0 ? '' : `; ${total.skipped} skipped`;
console.log(`\nTook ${elapsed()}${skipped}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function countFailure(error) {
  console.error(error instanceof Failure ? error.message : error);
  total.failed += 1;
}

async function prepare() {
  await ensureInstalled();
  const env = { ...process.env, CI: process.env.CI ?? 'true' };
  // A machine that cannot have one still runs the other tests; those that need it fail and say so.
  const provide = async (variable, ensure) => {
    try {
      env[variable] = await ensure();
    } catch (error) {
      console.error(error.message);
    }
  };
  await provide('LIPWIRE_CHROMIUM', ensureChromium);
  await provide('LIPWIRE_REDIS_SERVER', ensureRedis);
  await provide('LIPWIRE_NGINX', ensureNginx);
  await provide('LIPWIRE_PYTHON_SDK', ensurePythonSdk);
  // The tests of the sources say more about what is wrong than a build that failed.
  for (const build of [ensurePackagesBuilt, ensureDemoBuilt, () => ensureExamples()]) await build().catch(countFailure);
  return env;
}

async function runProject({ name, timeoutMs }, env) {
  const reportFile = join(CACHE, 'test-results', `${name}.json`);
  mkdirSync(join(CACHE, 'test-results'), { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = join(packageFolder('vitest'), 'vitest.mjs');
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const exitedWell = await runNode(vitest, args, { env, show: true, timeoutMs, title: `vitest of ${name}` }).then(
    () => true,
    ({ message }) => {
      console.error(message);
      return false;
    },
  );
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  return countResults(report, exitedWell);
}
