import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../setup/progress.mjs';
import { ROOT, workspaces } from '../setup/repository.mjs';
import { cruise } from './cruise.mjs';
import { stageLoops } from './stage-loops.mjs';

/** A file that breaks one rule each, written into a copy of the packages' outlines. */
const VIOLATIONS = [
  ['providers-imports', 'packages/providers/src/bad.ts', "import '@lipwire/cues';"],
  ['cues-imports', 'packages/cues/src/bad.ts', "import type {} from '@lipwire/providers';"],
  ['engine-imports', 'packages/engine/src/bad.ts', "import '@lipwire/providers';"],
  ['rig-imports', 'packages/rig/src/bad.ts', "import '@lipwire/engine';"],
  ['gateway-imports', 'packages/gateway/src/bad.ts', "import '@lipwire/emulator';"],
  ['emulator-imports', 'packages/emulator/src/bad.ts', "import '@lipwire/engine';"],
  ['browser-imports', 'packages/browser/src/bad.ts', "import '@lipwire/react';"],
  ['browser-imports', 'packages/browser/src/worse.ts', "import '@lipwire/gateway';"],
  ['react-imports', 'packages/react/src/bad.tsx', "import '@lipwire/cues';"],
  ['browser-imports-rig-contract-only', 'packages/browser/src/rig-bad.ts', "import '@lipwire/rig';"],
  ['browser-imports-engine-in-local-only', 'packages/browser/src/engine-bad.ts', "import '@lipwire/engine';"],
  ['browser-imports-engine-in-local-only', 'packages/browser/src/local-bad.ts', "import './local/fine.js';"],
  ['public-entries-only', 'packages/engine/src/inner.ts', "import '../../cues/src/viseme.js';"],
  ['public-entries-only-from-outside', 'apps/demo/src/bad.ts', "import '../../../packages/cues/src/viseme.js';"],
  ['public-entries-only-from-outside', 'examples/bad/main.ts', "import '../../packages/cues/src/viseme.js';"],
  ['other-packages-by-name', 'packages/engine/src/path.ts', "import '../../cues/src/index.js';"],
  ['packages-stand-below-apps', 'packages/lipwire/src/bad.ts', "import '../../../apps/demo/src/bad.js';"],
  ['training-stands-apart', 'packages/engine/src/trained.ts', "import '../../../training/export.js';"],
  ['no-loops', 'packages/cues/src/loop-a.ts', "import './loop-b.js'; export const a = 1;"],
  ['no-loops', 'packages/cues/src/type-a.ts', "import type { B } from './type-b.js'; export type A = B;"],
  ['no-node-in-browsers', 'packages/cues/src/node.ts', "import 'node:fs';"],
  ['declared-dependencies', 'packages/cues/src/undeclared.ts', "import 'typescript';"],
  ['scripts-need-no-install', 'scripts/bad.mjs', "import 'typescript';"],
  ['resolvable', 'packages/cues/src/nowhere.ts', "import './does-not-exist.js';"],
  ['stage-loops', 'packages/gateway/src/one/a.ts', "import '../two/a.js';"],
];

/** Files that the ones above lead to. */
const COMPANIONS = [
  ['packages/cues/src/viseme.ts', 'export const viseme = 1;'],
  ['packages/cues/src/loop-b.ts', "import './loop-a.js';"],
  ['packages/cues/src/type-b.ts', "import type { A } from './type-a.js'; export type B = A | 1;"],
  ['packages/gateway/src/one/b.ts', ''],
  ['packages/gateway/src/two/a.ts', "import '../one/b.js';"],
  ['training/export.ts', 'export {};'],
];

/** Imports that must stay allowed. */
const FINE = [
  ['packages/browser/src/local/fine.ts', "import '@lipwire/engine';"],
  ['packages/browser/src/fine.ts', "import '@lipwire/rig/contract';"],
  ['packages/gateway/src/fine.test.ts', "import '@lipwire/emulator'; import 'vitest';"],
  ['packages/gateway/src/fine/fine.ts', "import '@lipwire/engine'; import 'ws'; import 'node:fs';"],
  ['packages/lipwire/src/fine.ts', "import '@lipwire/gateway'; import '@lipwire/cues'; import 'node:fs';"],
  ['apps/demo/src/fine.ts', "import '@lipwire/react';"],
  ['examples/fine/main.ts', "import '@lipwire/emulator'; import '@lipwire/rig';"],
];

/**
 * Shows that each import rule fires where it should, and only there: a rule that never fires holds nothing.
 *
 * @throws {Failure} that names the rules that did not.
 */
export async function checkImportRules() {
  const root = mkdtempSync(join(tmpdir(), 'lipwire-import-rules-'));
  try {
    writeOutline(root);
    const { violations, modules } = await cruise(root);
    const fired = [
      ...violations.map(({ rule, from }) => ({ rule, from })),
      ...stageLoops(modules).map(([from]) => ({ rule: 'stage-loops', from })),
    ];
    const { default: rules } = await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href);
    const untried = rules.forbidden.filter(({ name }) => !VIOLATIONS.some(([rule]) => rule === name));
    const silent = VIOLATIONS.filter(([rule, file]) => !fired.some((f) => f.rule === rule && f.from === file));
    const overeager = fired.filter(({ from }) => FINE.some(([file]) => file === from));
    if (untried.length + silent.length + overeager.length === 0) return;
    throw new Failure(
      [
        ...untried.map(({ name }) => `nothing tries "${name}"`),
        ...silent.map(([rule, file, code]) => `"${rule}" allows ${code} in ${file}`),
        ...overeager.map(({ rule, from }) => `"${rule}" forbids what ${from} does`),
      ].join('\n'),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeOutline(root) {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  };
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(ROOT, file), join(root, file));
  }
  mkdirSync(join(root, 'node_modules', '@lipwire'), { recursive: true });
  for (const dependency of ['typescript', 'vitest', 'ws']) {
    symlinkSync(join(ROOT, 'node_modules', dependency), join(root, 'node_modules', dependency), 'junction');
  }
  for (const { name, folder, manifest } of workspaces()) {
    write(`${folder}/package.json`, JSON.stringify(manifest));
    for (const entry of Object.values(manifest.exports ?? {})) {
      const source = entry['@lipwire/source'];
      if (source !== undefined && !source.includes('*')) write(`${folder}/${source}`, 'export {};');
    }
    symlinkSync(join(root, folder), join(root, 'node_modules', ...name.split('/')), 'junction');
  }
  for (const [, path, text] of VIOLATIONS) write(path, text);
  for (const [path, text] of [...COMPANIONS, ...FINE]) write(path, text);
}
