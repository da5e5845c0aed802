#!/usr/bin/env node
/**
 * npm run bench:browser: what does the runtime cost the page, beside Rive?
 *
 *   npm run bench:browser -- [--runs 3] [--seconds 60] [--write] [--no-build]
 *
 * Makes calls in a real Chromium, with the usual call page, the official SDK, the mascot that ships and the speech of a
 * synthesized voice, 120 frames a second, and prints what of a frame is ours and what Rive's, what is allocated, and which
 * tasks were long. `--write` puts the tables into docs/performance.md, with what is downloaded; `--runs 0` measures
 * that alone.
 *
 * LIPWIRE_CHROMIUM names the browser. Without a GPU Rive draws on the processor: its part is then larger than on most
 * machines, ours is not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CALL_PAGE } from '../../scripts/check/size-budgets.mjs';
import { measureBudgeted } from '../../scripts/check/sizes.mjs';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { findChromium } from '../../scripts/setup/chromium.mjs';
import { exitOnSignals, Failure, main, step } from '../../scripts/setup/progress.mjs';
import { ROOT } from '../../scripts/setup/repository.mjs';
import { replaceSection } from '../lipsync/report/replace-section.mjs';

const PAGE = join(ROOT, 'docs', 'performance.md');

exitOnSignals();
await main(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '60' },
      write: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const [runs, seconds] = [values.runs, values.seconds].map(Number);
  if (!values['no-build']) await ensurePackagesBuilt();
  const executablePath = findChromium();
  if (!executablePath)
    throw new Failure('No Chromium found: run npm test, which installs one, or set LIPWIRE_CHROMIUM.');
  // Everything below imports the packages, which may not have been there.
  const { serveCall } = await import('./serve-call.mjs');
  const { measureCall } = await import('./measure-call.mjs');
  const { measureParts } = await import('./measure-parts.mjs');
  const { asMarkdown, callCells, frameCells, partCells, sizeCells } = await import('./tables.mjs');

  const server = await serveCall();
  const calls = [];
  try {
    for (let run = 1; run <= runs; run++) {
      await step(`call ${run} of ${runs}`, async () =>
        calls.push(await measureCall(server, { executablePath, seconds })),
      );
    }
  } finally {
    server.close();
  }
  const machine = `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${runs} calls of ${seconds} seconds`;
  const sections = {
    ...(runs > 0 && {
      frame: `${asMarkdown(frameCells(calls))}\n\nMedian of the calls, least to most in brackets; ${machine}.`,
      call: asMarkdown(callCells(calls)),
    }),
    sizes: asMarkdown(sizeCells(await measureBudgeted())),
    parts: asMarkdown(partCells(await measureParts(CALL_PAGE))),
  };
  for (const section of Object.values(sections)) console.log(`\n${section}`);
  if (!values.write) return;
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, section] of Object.entries(sections)) page = replaceSection(page, name, section);
  writeFileSync(PAGE, page);
});
