import { fileURLToPath } from 'node:url';
import { endProcess, nextMessage, startPinned } from './pinned-process.mjs';
import { untilListening } from './until-listening.mjs';

const ANSWER_BENCH = new URL('./answer-bench.mjs', import.meta.url).href;

/**
 * Starts a Node program as a relay.
 *
 * @param {URL} program
 * @param {readonly string[]} args
 * @param {{ core: number, port: number, env: Record<string, string>, pathOf: (callId: number) => string }} options
 *   `port`: on which it will listen.
 * @returns {Promise<import('./relays.mjs').RunningRelay>}
 */
export async function startNodeRelay(program, args, { core, port, env, pathOf }) {
  const file = fileURLToPath(program);
  const flags = ['--expose-gc', '--import', ANSWER_BENCH, ...ownFlags()];
  const child = startPinned(core, process.execPath, [...flags, file, ...args], {
    env: { PATH: process.env.PATH, ...env },
    ipc: true,
  });
  await untilListening(port, child);
  return {
    port,
    pathOf,
    pid: child.pid ?? 0,
    async memory() {
      const answer = nextMessage(child);
      child.send({});
      return await answer;
    },
    stop: () => endProcess(child),
  };
}

/** For a look inside: LIPWIRE_BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=profiles'. */
function ownFlags() {
  return process.env.LIPWIRE_BENCH_NODE_FLAGS?.split(' ') ?? [];
}
