import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../../scripts/setup/progress.mjs';

const TIMEOUT_MS = 20_000;

/**
 * Waits until a program listens on a port of this machine.
 *
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} child
 * @throws {Failure} when it ends instead, or takes too long.
 */
export async function untilListening(port, child) {
  const endMs = performance.now() + TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > endMs) {
      throw new Failure('it did not start; what it wrote stands above');
    }
    await sleep(20);
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
