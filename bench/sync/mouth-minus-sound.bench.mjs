#!/usr/bin/env node
// npm run bench:sync: how far is the mouth from the sound, over a long call in which everything goes wrong?
//
//   npm run bench:sync [-- --seconds 600] [-- --no-write]
//
// Holds a call in Chromium (test/sync), prints what was measured, and writes it to docs/timing.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateFiles } from '../../scripts/setup/build.mjs';
import { runNode } from '../../scripts/setup/program.mjs';
import { exitOnSignals, main, step } from '../../scripts/setup/progress.mjs';
import { packageFolder, ROOT } from '../../scripts/setup/repository.mjs';
import { replaceSection } from '../lipsync/report/replace-section.mjs';
import { syncTable } from './sync-table.mjs';

const PAGE = join(ROOT, 'docs', 'timing.md');

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, 'no-write': { type: 'boolean', default: false } },
});

exitOnSignals();
await main(async () => {
  await generateFiles();
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-sync-'));
  const report = join(folder, 'report.json');
  try {
    const env = { ...process.env, LIPWIRE_SYNC_SECONDS: values.seconds, LIPWIRE_SYNC_REPORT: report };
    const vitest = join(packageFolder('vitest'), 'vitest.mjs');
    await step(`a call of ${values.seconds} s`, () =>
      runNode(vitest, ['run', '--project', 'e2e', 'test/sync'], { cwd: ROOT, env }),
    );
    const content = syncTable(
      JSON.parse(readFileSync(report, 'utf8')),
      `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    );
    console.log(content);
    if (!values['no-write']) writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), 'sync', content));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
