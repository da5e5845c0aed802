import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../run/free-port.mjs';
import { EXAMPLES } from './examples.mjs';

const HOST = '127.0.0.1';

/**
 * Serves examples, with an emulator and a gateway between them and it: all of it what was installed from the tarballs.
 *
 * @param {import('../run/services.mjs').Services} services stops them all.
 * @param {Record<string, string>} folders of the installed apps, as `ensureExamples` gives them.
 * @param {NodeJS.ProcessEnv} [env] with `GEMINI_API_KEY` it is Google that is called.
 * @returns {Promise<Record<string, string>>} the address of each example.
 */
export async function startExamples(services, folders, env = process.env) {
  const lipwire = join(folders.everything, 'node_modules', 'lipwire', 'bin', 'lipwire.js');
  const apiKey = `lw_${randomBytes(24).toString('base64url')}`;
  const startServer = (name, more = {}) =>
    startAndRead(services, name, [lipwire, name, '--host', HOST, '--port', '0'], { ...env, ...more });

  const emulator = env.GEMINI_API_KEY ? undefined : await startServer('emulator');
  const gateway = await startServer('gateway', {
    LIPWIRE_API_KEYS: apiKey,
    REDIS_URL: '',
    ...(emulator && { LIPWIRE_GEMINI_URL: emulator }),
  });
  const exampleEnv = {
    ...env,
    NEXT_TELEMETRY_DISABLED: '1',
    LIPWIRE_API_KEY: apiKey,
    LIPWIRE_GATEWAY_URL: gateway,
    ...(emulator && { GOOGLE_GEMINI_BASE_URL: emulator, GEMINI_API_KEY: 'emulator' }),
  };

  const urls = {};
  for (const name of Object.keys(folders).filter((each) => each in EXAMPLES)) {
    const port = await freePort(5173);
    const cwd = folders[name];
    const args = [...EXAMPLES[name].serve, HOST, '--port', String(port)];
    const url = `http://${HOST}:${port}`;
    await services.start(name, args, { cwd, env: exampleEnv, ready: () => answers(url) });
    urls[name] = url;
  }
  return urls;
}

/** Starts a command of ours and reads its address from the line that it prints when it is ready. */
async function startAndRead(services, name, args, env) {
  let url = '';
  await services.start(name, args, {
    env,
    ready: (output) => {
      url = new RegExp(`^${name} (http\\S+)$`, 'm').exec(output())?.[1] ?? '';
      return url !== '';
    },
  });
  return url;
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
