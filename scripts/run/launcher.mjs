import { spawnSync } from 'node:child_process';

const LOOK_EVERY_MS = 1000;

/**
 * Calls back when the npm that runs this script is gone. npm passes on the signals that it gets, but it may be killed
 * without a chance to; then nobody is left who could end this process.
 *
 * Does nothing where no npm runs this, and on Windows, where the console ends everything in it.
 */
export function whenLauncherIsGone(callback) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const launcher = launcherOf(process.ppid);
  if (launcher === undefined) return;
  const timer = setInterval(() => {
    if (isAlive(launcher)) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** npm runs scripts through a shell; some shells stay in between, others make way for what they run. */
function launcherOf(parent) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' });
  const [, grandparent, name] = /^\s*(\d+)\s+(.*)$/.exec(stdout?.trimEnd() ?? '') ?? [];
  if (name === undefined) return undefined;
  return /(^|[\\/-])(ba|da|z|k)?sh$/.test(name) ? Number(grandparent) : parent;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
