import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode, runNpm } from './program.mjs';
import { step } from './progress.mjs';
import { packageFolder, ROOT, workspaces } from './repository.mjs';
import { hashOfSources, hasStamp, writeStamp } from './stamp.mjs';

const DEMO = 'apps/demo';
const MADE_BY_DEMO = new Set([`${DEMO}/next-env.d.ts`, `${DEMO}/public/lipwire`]);

/** Builds every package that is not up to date: first what its `generate` script makes, then its JavaScript. */
export async function ensurePackagesBuilt() {
  const hash = hashOfPackages();
  if (hasStamp('packages', hash) && missingOutputs().length === 0) return;
  await generateFiles();
  await step('building packages', () => runNode(join(packageFolder('typescript'), 'bin', 'tsc'), ['-b']));
  writeStamp('packages', hash);
}

/** Makes the files that packages generate from their own sources, in the order in which they depend on each other. */
export async function generateFiles() {
  for (const { name, folder, manifest } of workspaces()) {
    if (!folder.startsWith('packages/') || manifest.scripts?.generate === undefined) continue;
    await step(`generating files of ${name}`, () => runNpm(['run', 'generate', '--workspace', name]));
  }
}

/** Builds the demo's pages, unless they are up to date. The packages must be. */
export async function ensureDemoBuilt() {
  const hash = `${hashOfPackages()} ${hashOfSources([DEMO], { ignore: (path) => MADE_BY_DEMO.has(path) })}`;
  if (hasStamp('demo', hash) && existsSync(join(ROOT, DEMO, '.next', 'BUILD_ID'))) return;
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  await step('building the demo', () => runNpm(['run', 'build', '--workspace', '@lipwire/demo'], { env }));
  writeStamp('demo', hash);
}

/** The file that Node runs for `next …`. */
export function nextCommand() {
  return join(packageFolder('next', join(ROOT, DEMO)), 'dist', 'bin', 'next');
}

function hashOfPackages() {
  return hashOfSources(['packages', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json']);
}

/** Files that package manifests promise but that are not there. */
export function missingOutputs(root = ROOT) {
  return workspaces(root).flatMap(({ folder, manifest }) =>
    [...targetsOf(manifest.exports ?? {})]
      .map((target) => join(root, folder, target))
      .filter((path) => !path.includes('*') && !existsSync(path)),
  );
}

function* targetsOf(exports) {
  if (typeof exports === 'string') yield exports;
  else if (exports !== null) for (const target of Object.values(exports)) yield* targetsOf(target);
}
