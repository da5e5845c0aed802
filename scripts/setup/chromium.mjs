import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { aptInstall, canUseApt } from './apt.mjs';
import { findProgram, runNode } from './program.mjs';
import { Failure, step } from './progress.mjs';
import { packageFolder, ROOT } from './repository.mjs';

/** Finds a Chromium for the tests, or installs one. Needs the packages of the lock file. */
export async function ensureChromium() {
  return findChromium() ?? (await step('installing a browser for the tests', installChromium));
}

/** The path of a Chromium or Chrome that starts, if this machine has one. */
export function findChromium() {
  const asked = process.env.LIPWIRE_CHROMIUM;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Failure(`LIPWIRE_CHROMIUM is "${asked}", but there is no such file.`);
  }
  return [
    findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .filter((variable) => process.env[variable])
      .map((variable) => join(process.env[variable], 'Google', 'Chrome', 'Application', 'chrome.exe')),
    pathOfPlaywrightChromium(),
  ].find((path) => path !== undefined && existsSync(path) && starts(path));
}

/** Some systems have a stand-in under the name that only says where to get the real one. */
function starts(path) {
  if (process.platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

function pathOfPlaywrightChromium() {
  try {
    const require = createRequire(join(ROOT, 'package.json'));
    return require('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

async function installChromium() {
  const attempts = [];
  if (canUseApt()) attempts.push(() => aptInstall('chromium', 'fonts-dejavu-core'));
  const playwright = () => join(packageFolder('playwright-core'), 'cli.js');
  const withSystemLibraries = canUseApt() ? ['--with-deps'] : [];
  attempts.push(() => runNode(playwright(), ['install', ...withSystemLibraries, 'chromium']));
  const reasons = [];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch (error) {
      reasons.push(error.message);
      continue;
    }
    const path = findChromium();
    if (path !== undefined) return path;
  }
  throw new Failure(
    `${reasons.join('\n')}\nThe tests need a Chromium, and installing one failed. Install Chromium or Chrome, or set LIPWIRE_CHROMIUM to its path.`,
  );
}
