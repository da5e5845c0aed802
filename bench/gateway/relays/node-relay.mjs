import { fileURLToPath } from 'node:url';
import { endProcess, nextMessage, startPinned } from './pinned-process.mjs';

/**
 * Starts one of the programs beside this file as a relay.
 *
 * @param {string} name of the file.
 * @param {{ core: number, env: Record<string, string>, pathOf: (callId: number) => string }} options
 * @returns {Promise<import('./relays.mjs').RunningRelay>}
 */
export async function startNodeRelay(name, { core, env, pathOf }) {
  const program = fileURLToPath(new URL(name, import.meta.url));
  // For a look inside: LIPWIRE_BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=profiles'.
  const flags = process.env.LIPWIRE_BENCH_NODE_FLAGS?.split(' ') ?? [];
  const child = startPinned(core, process.execPath, ['--expose-gc', ...flags, program], {
    env: { PATH: process.env.PATH, ...env },
    ipc: true,
  });
  const { port } = await nextMessage(child);
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
