#!/usr/bin/env node
// npm run example react-minimal: packs the packages, installs and builds the example with them as an app of its own, and
// serves it with a gateway and an emulator until Ctrl-C. With GEMINI_API_KEY it talks to Google.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, ensureExamples } from './pack/examples.mjs';
import { startExamples } from './pack/start-examples.mjs';
import { Services } from './run/services.mjs';
import { ensurePackagesBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { exitOnSignals, Failure, main, step } from './setup/progress.mjs';
import { CACHE, ROOT, requireNode } from './setup/repository.mjs';

requireNode();
exitOnSignals();
if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));

await main(async () => {
  const name = process.argv[2] ?? '';
  if (!(name in EXAMPLES)) {
    throw new Failure(`Say which example: npm run example <name>, one of ${Object.keys(EXAMPLES).join(', ')}.`);
  }
  await ensureInstalled();
  await ensurePackagesBuilt();
  const folders = await ensureExamples([name]);
  const services = new Services(join(CACHE, 'logs', 'example'));
  // Signals end this process, and services end with their parent.
  const urls = await step('starting', () => startExamples(services, folders));
  console.log(`${name} ${urls[name]}`);
  await services.death;
});
