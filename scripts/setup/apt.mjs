import { findProgram, runProgram } from './program.mjs';

let updated = false;

/** Whether packages of the system can be installed without asking anyone: Debian or Ubuntu, as root. */
export function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Installs packages of the system. The lists are brought up to date once a run: containers come without any. */
export async function aptInstall(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!updated) await runProgram('apt-get', ['update', '-qq'], { env });
  updated = true;
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
