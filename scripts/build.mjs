#!/usr/bin/env node
// npm run build: builds what is out of date. With --packages, the demo is left out.
import { ensureDemoBuilt, ensurePackagesBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { exitOnSignals, main } from './setup/progress.mjs';
import { requireNode } from './setup/repository.mjs';

requireNode();
exitOnSignals();
await main(async () => {
  await ensureInstalled();
  await ensurePackagesBuilt();
  if (!process.argv.includes('--packages')) await ensureDemoBuilt();
});
