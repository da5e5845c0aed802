import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Failure } from '../../../scripts/setup/progress.mjs';

/** What the kernel counts CPU time in: USER_HZ, which is 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;
const ANSWER_TIMEOUT_MS = 20_000;
const END_TIMEOUT_MS = 10_000;

/** Processes that run now; none outlives this one. */
const running = new Set();
process.on('exit', () => {
  // nginx ends its worker when it is asked to end; killed, it would leave it behind.
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Starts a program on one core, with all of its threads.
 *
 * @param {number} core
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, ipc?: boolean }} [options] `ipc`: a Node program that sends and takes messages.
 * @returns {import('node:child_process').ChildProcess}
 */
export function startPinned(core, program, args, { env = process.env, ipc = false } = {}) {
  const child = spawn('taskset', ['-c', String(core), program, ...args], {
    env,
    // Standard output is for our results. What V8 is told to trace goes there, too.
    stdio: ['ignore', process.env.LIPWIRE_BENCH_NODE_FLAGS ? 2 : 'ignore', 2, ...(ipc ? ['ipc'] : [])],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends a program and waits until it has. A Node program leaves by itself, so that it can write what `--cpu-prof` found. */
export async function endProcess(child) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** The next message of a Node program that was started with `ipc`. */
export async function nextMessage(child) {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Failure('it ended; what it wrote stands above');
  });
  const [message] = await Promise.race([once(child, 'message', { signal }), died]);
  died.catch(() => {});
  return message;
}

/** CPU time that a process has taken so far, user and system, all of its threads, in seconds. */
export function cpuSecondsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name of the program is in brackets and may hold spaces; utime and stime are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory of a process that is in RAM, in bytes. */
export function residentBytesOf(pid) {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kib) * 1024;
}
