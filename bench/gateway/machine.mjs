import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { findProgram } from '../../scripts/setup/program.mjs';
import { Failure } from '../../scripts/setup/progress.mjs';

/** A relay has two sockets a call, and so has the generator. */
const NEEDED_FILES = 10_000;

/**
 * Whether this machine can do it.
 *
 * @returns {{ generatorCore: number, relayCore: number }}
 * @throws {Failure} with a sentence that says what is missing.
 */
export function checkMachine() {
  if (process.platform !== 'linux' || findProgram('taskset') === undefined) {
    throw new Failure('This benchmark gives each relay a core of its own by taskset, and needs Linux for that.');
  }
  if (cpus().length < 2)
    throw new Failure('This benchmark needs two cores: one for a relay, one for what speaks to it.');
  const files = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? Number.NaN);
  if (files < NEEDED_FILES) {
    throw new Failure(
      `This benchmark opens up to ${NEEDED_FILES} sockets, and ${files} are allowed: ulimit -n ${NEEDED_FILES}`,
    );
  }
  return { generatorCore: 0, relayCore: 1 };
}

/** Keeps this process, all of its threads, to one core. */
export function pinToCore(core) {
  const { status, stderr } = spawnSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)]);
  if (status !== 0) throw new Failure(`This process could not be kept to core ${core}: ${stderr}`);
}
