import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, canUseApt } from './apt.mjs';
import { findProgram, runProgram } from './program.mjs';
import { Failure, step } from './progress.mjs';
import { CACHE, ROOT } from './repository.mjs';
import { hasStamp, writeStamp } from './stamp.mjs';

const VENV = join(CACHE, 'python-sdk');
const REQUIREMENTS = join(ROOT, 'test', 'sdks', 'python', 'requirements.txt');
/** What a Python that hangs on to a network that is not there may take. */
const INSTALL_TIMEOUT_MS = 180_000;

/** Path of the Python that has Google's client, once {@link ensurePythonSdk} has made it. */
export const PYTHON_SDK =
  process.platform === 'win32' ? join(VENV, 'Scripts', 'python.exe') : join(VENV, 'bin', 'python');

/** Makes an environment with Google's Python client for the tests, unless it is there; the path of its Python. */
export async function ensurePythonSdk() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(PYTHON_SDK) && hasStamp('python-sdk', wanted)) return PYTHON_SDK;
  await step('installing the Python client for the tests', () => install(wanted));
  return PYTHON_SDK;
}

async function install(wanted) {
  try {
    await makeEnvironment();
    // Pip's own patience is for each package and each index: without a network it would take minutes to give up.
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--retries',
      '1',
      '-r',
      REQUIREMENTS,
    ];
    await runProgram(PYTHON_SDK, pip, { timeoutMs: INSTALL_TIMEOUT_MS });
  } catch (error) {
    throw new Failure(
      `${error.message}\nThe tests of the Python client need Python 3.10 or newer with venv, and google-genai from PyPI.`,
    );
  }
  writeStamp('python-sdk', wanted);
}

async function makeEnvironment() {
  const make = () => {
    rmSync(VENV, { recursive: true, force: true });
    return runProgram(findPython(), ['-m', 'venv', VENV]);
  };
  if (!canUseApt()) return make();
  // Debian's Python comes without venv.
  return make().catch(async () => {
    await aptInstall('python3', 'python3-venv');
    return make();
  });
}

function findPython() {
  const python = findProgram('python3', 'python');
  if (python === undefined) throw new Failure('There is no python3 on the PATH.');
  return python;
}
