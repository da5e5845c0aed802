import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { GATEWAY_API_KEY, type Stack } from './stack.js';

const APP = fileURLToPath(new URL('../../apps/demo', import.meta.url));
const NEXT = fileURLToPath(new URL('../../node_modules/next/dist/bin/next', import.meta.url));

/** The demo as users run it: the production build, in a process of its own. */
export interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the demo's build against a stack.
 *
 * @throws Error if the build is missing or does not start; `npm run build` makes it.
 */
export async function startDemo(
  stack: Pick<Stack, 'emulator' | 'gateway'>,
  env: Record<string, string> = {},
): Promise<Demo> {
  const port = await freePort();
  const child = spawn(process.execPath, [NEXT, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: APP,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      GEMINI_API_KEY: 'emulator',
      GOOGLE_GEMINI_BASE_URL: stack.emulator.url,
      LIPWIRE_API_KEY: GATEWAY_API_KEY,
      LIPWIRE_GATEWAY_URL: stack.gateway.url,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    close: async () => {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/ready/i.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`The demo ended with ${code}:\n${output}`)));
  });
}
