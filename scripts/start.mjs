#!/usr/bin/env node
// npm start: installs and builds what is missing, then runs the emulator, the gateway and the demo until Ctrl-C.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './run/free-port.mjs';
import { whenLauncherIsGone } from './run/launcher.mjs';
import { Services } from './run/services.mjs';
import { ensureDemoBuilt, ensurePackagesBuilt, nextCommand } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { elapsed, main, step } from './setup/progress.mjs';
import { ROOT, requireNode } from './setup/repository.mjs';

const HOST = '127.0.0.1';
const LIPWIRE = join(ROOT, 'packages', 'lipwire', 'bin', 'lipwire.js');
const DEMO = join(ROOT, 'apps', 'demo');

requireNode();
if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));

const services = new Services();
const stopped = whenToldToStop();

await main(async () => {
  try {
    const urls = await Promise.race([stopped, prepare().then(() => step('starting', startServices))]);
    if (urls === undefined) return 0;
    for (const [name, url] of urls) console.log(`${name} ${url}`);
    console.error(`Ready after ${elapsed()}. Ctrl-C ends everything; the logs are in .cache/logs`);
    await Promise.race([stopped, services.death]);
    return 0;
  } finally {
    await services.stop();
  }
});
// What is still being installed or built goes with this process.
process.exit();

async function prepare() {
  await ensureInstalled();
  await ensurePackagesBuilt();
  await ensureDemoBuilt();
}

/** @returns the addresses, in the order in which they are printed. */
async function startServices() {
  const demoPort = await freePort(3000);
  const gatewayPort = await freePort(8787, [demoPort]);
  const emulatorPort = await freePort(8788, [demoPort, gatewayPort]);
  const [demoUrl, gatewayUrl, emulatorUrl] = [demoPort, gatewayPort, emulatorPort].map(
    (port) => `http://${HOST}:${port}`,
  );

  const { env } = process;
  const talksToGoogle = Boolean(env.GEMINI_API_KEY);
  // Known to the gateway and the demo, gone when they end.
  const apiKey = env.LIPWIRE_API_KEY || `lw_${randomBytes(24).toString('base64url')}`;
  const gatewayEnv = {
    ...env,
    LIPWIRE_API_KEYS: apiKey,
    // Ctrl-C means now.
    LIPWIRE_DRAIN_SECONDS: '0',
    LIPWIRE_SECRET: env.LIPWIRE_SECRET || randomBytes(32).toString('base64url'),
    // One gateway on one machine needs no Redis, even where the shell happens to name one.
    REDIS_URL: '',
  };
  const demoEnv = {
    ...env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LIPWIRE_API_KEY: apiKey,
    LIPWIRE_GATEWAY_URL: gatewayUrl,
  };
  if (!talksToGoogle) {
    gatewayEnv.LIPWIRE_GEMINI_URL = emulatorUrl;
    demoEnv.GOOGLE_GEMINI_BASE_URL = emulatorUrl;
    demoEnv.GEMINI_API_KEY = env.LIPWIRE_EMULATOR_API_KEY || 'emulator';
  }

  await Promise.all([
    talksToGoogle || startCommand('emulator', emulatorPort, env),
    startCommand('gateway', gatewayPort, gatewayEnv),
    services.start('demo', [nextCommand(), 'start', '--hostname', HOST, '--port', String(demoPort)], {
      cwd: DEMO,
      env: demoEnv,
      ready: () => answers(demoUrl),
    }),
  ]);
  const urls = [
    ['demo', demoUrl],
    ['gateway', gatewayUrl],
  ];
  return talksToGoogle ? urls : [...urls, ['emulator', emulatorUrl]];
}

async function startCommand(name, port, env) {
  await services.start(name, [LIPWIRE, name, '--host', HOST, '--port', String(port)], {
    env,
    ready: (output) => new RegExp(`^${name} http`, 'm').test(output()),
  });
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

/** Resolves when the user, the terminal or whoever started this wants it to end. */
function whenToldToStop() {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      asked = true;
      resolve(undefined);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (asked) services.kill();
        stop();
      });
    }
    process.on('message', stop);
    process.on('disconnect', stop);
    whenLauncherIsGone(stop);
  });
}
