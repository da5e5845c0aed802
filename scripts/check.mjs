#!/usr/bin/env node
// npm run check: everything that a reviewer would ask for. With --fast, the tests are left out.
import { join } from 'node:path';
import { checkDocComments } from './check/doc-comments.mjs';
import { checkImportRules } from './check/import-rules.mjs';
import { checkImports } from './check/imports.mjs';
import { checkLinks } from './check/links.mjs';
import { checkLockFile } from './check/lock-file.mjs';
import { checkPackedPackages } from './check/packed-packages.mjs';
import { checkSizes } from './check/sizes.mjs';
import { EXAMPLES } from './pack/examples.mjs';
import { generateFiles, nextCommand } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { runNode } from './setup/program.mjs';
import { elapsed, exitOnSignals, Failure, main, step } from './setup/progress.mjs';
import { packageFolder, ROOT, requireNode } from './setup/repository.mjs';

const tool = (name, ...path) => join(packageFolder(name), ...path);
const tsc = (...args) => runNode(tool('typescript', 'bin', 'tsc'), args);

/** Each is tried, whatever became of the ones before. */
const CHECKS = [
  ['format and lint', () => runNode(tool('@biomejs/biome', 'bin', 'biome'), ['check', '--error-on-warnings', '.'])],
  ['types of the packages', () => tsc('-b')],
  ['types of the tests', () => tsc('-p', 'tsconfig.test.json')],
  ['types of the demo', checkDemoTypes],
  ['types of the examples', checkExampleTypes],
  ['import direction', checkImports],
  ['import rules fire', checkImportRules],
  ['doc comments', () => checkDocComments()],
  ['links and READMEs', () => checkLinks()],
  ['lock file', () => checkLockFile()],
  ['packages as they would be published', checkPackedPackages],
  ['sizes', checkSizes],
];
const TESTS = ['tests', () => runNode(join(ROOT, 'scripts', 'test.mjs'), [], { show: true })];

requireNode();
exitOnSignals();
process.chdir(ROOT);

await main(async () => {
  await ensureInstalled();
  await generateFiles();
  const failed = [];
  for (const [title, check] of process.argv.includes('--fast') ? CHECKS : [...CHECKS, TESTS]) {
    try {
      await step(title, check);
    } catch (error) {
      failed.push(title);
      console.error(indent(error instanceof Failure ? error.message : String(error.stack)));
    }
  }
  console.error(failed.length === 0 ? `All good (${elapsed()}).` : `Failed: ${failed.join(', ')} (${elapsed()}).`);
  return failed.length === 0 ? 0 : 1;
});

async function checkDemoTypes() {
  const demo = join(ROOT, 'apps', 'demo');
  await runNode(nextCommand(), ['typegen'], { cwd: demo, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } });
  await tsc('-p', demo);
}

/** Against the packages as they are here; the tests build the examples against the packed ones. */
async function checkExampleTypes() {
  const folders = new Set(Object.values(EXAMPLES).map(({ source }) => source));
  await Promise.all([...folders].map((folder) => tsc('--noEmit', '-p', join(ROOT, folder))));
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
