import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './progress.mjs';
import { ROOT } from './repository.mjs';

/** How much of a program's output is shown when it fails: some name the cause first, some last. */
const SHOWN_LINES = { first: 15, last: 45 };

/** Programs that run now, each the head of a process group. */
const running = new Set();

process.on('exit', () => {
  for (const child of running) killGroup(child);
});

/**
 * Runs a program to its end; it does not outlive this process. Its output is shown only if it fails, its last lines that is.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, title?: string, show?: boolean, timeoutMs?: number }} [options]
 *   `show`: its output goes where ours goes, as it comes.
 * @returns {Promise<string>} everything that it wrote; empty with `show`.
 * @throws {Failure} with its last lines, when it ends with another code than 0.
 */
export async function runProgram(program, args, options = {}) {
  const { cwd = ROOT, env = process.env, shell = false, show = false, timeoutMs } = options;
  const name = options.title ?? [program, ...args].join(' ');
  const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const child = spawn(program, args, { cwd, env, shell, stdio, detached: process.platform !== 'win32' });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => killGroup(child), timeoutMs);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(-1);
    });
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  clearTimeout(timer);
  running.delete(child);
  if (code !== 0) {
    throw new Failure(`${shortened(output)}\n\n"${name}" failed (${code}).`.trimStart());
  }
  return output;
}

function shortened(output) {
  const lines = output.trimEnd().split('\n');
  const { first, last } = SHOWN_LINES;
  return (lines.length <= first + last ? lines : [...lines.slice(0, first), '…', ...lines.slice(-last)]).join('\n');
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs a JavaScript file with this same Node. */
export async function runNode(script, args, options = {}) {
  return await runProgram(process.execPath, [script, ...args], options);
}

/** Runs npm: the one that runs us, if one does, else the one on the PATH. */
export async function runNpm(args, options = {}) {
  const cli = process.env.npm_execpath;
  const title = `npm ${args.join(' ')}`;
  if (cli !== undefined && /npm-cli\.js$/.test(cli) && existsSync(cli)) {
    return await runNode(cli, args, { title, ...options });
  }
  return await runProgram('npm', args, { title, shell: process.platform === 'win32', ...options });
}

/** The full path of a program that can be run by name, if there is one. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
    .find((path) => existsSync(path));
}
