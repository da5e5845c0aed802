#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Committed, so that npm can link the command before anything has been built.
const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error('lipwire has not been built yet: run "npm run build" in the repository first.');
  process.exitCode = 1;
}
