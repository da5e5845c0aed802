import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server in a process of its own, as it would run on a machine of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** All that it wrote so far, to standard output and to standard error. */
  output(): string;
  /** Sends a signal; `SIGKILL` is how a machine dies. @returns once the process has ended. */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGQUIT'): Promise<void>;
  /** Sends a signal that does not end it. */
  signal(signal: 'SIGHUP'): void;
  /** Settles with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const READY_WITHIN_MS = 20_000;

/**
 * Starts a program and waits until it is ready.
 *
 * @param isReady looks at what it wrote so far, or asks it; asked again until it says so.
 * @param env everything that it sees of the environment, beside `PATH`.
 */
export async function startServerProcess(
  program: string,
  args: readonly string[],
  isReady: (output: string) => boolean | Promise<boolean>,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  // Into a file, not a pipe: nginx opens /dev/stdout by name, and a pipe of Node's is a socket, which cannot be opened.
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-server-'));
  const file = join(folder, 'output');
  const out = openSync(file, 'a');
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', out, out] });
  closeSync(out);
  // A test run that is cut short must leave nothing behind.
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  let written: string | undefined;
  const output = () => written ?? readFileSync(file, 'utf8');
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? ''));
  }).finally(() => {
    process.off('exit', killAtExit);
    written = output();
    rmSync(folder, { recursive: true, force: true });
  });

  let end: number | string | undefined;
  ended.then((how) => {
    end = how;
  });
  for (const since = Date.now(); !(await isReady(output())); await wait(20)) {
    if (end === undefined && Date.now() - since < READY_WITHIN_MS) continue;
    child.kill('SIGKILL');
    throw new Error(`${program} did not start (${end ?? 'not ready in time'}):\n${output()}`);
  }
  return {
    pid: child.pid ?? 0,
    output,
    ended,
    signal: (signal) => void child.kill(signal),
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
