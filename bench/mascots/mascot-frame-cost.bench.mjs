#!/usr/bin/env node
/**
 * npm run bench:mascots: what does a frame of each mascot cost, on Canvas2D and on WebGL2?
 *
 *   npm run bench:mascots -- [--runs 3] [--frames 600] [--size 500] [--gpu] [--write] [--no-build]
 *
 * Plays every mascot that ships in a real Chromium with Rive's own runtimes while it speaks, blinks, looks around and
 * breathes, and prints how long a frame takes: to set its values, to advance the state machine, to draw. All mascots take
 * turns on one page, so that a busy machine is busy for all of them. `--write` puts the tables into docs/performance.md.
 *
 * LIPWIRE_CHROMIUM names the browser. `--gpu` lets it use the machine's own; without, the processor draws.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { findChromium } from '../../scripts/setup/chromium.mjs';
import { exitOnSignals, Failure, main, step } from '../../scripts/setup/progress.mjs';
import { ROOT } from '../../scripts/setup/repository.mjs';
import { asMarkdown } from '../browser/tables.mjs';
import { replaceSection } from '../lipsync/report/replace-section.mjs';
import { costCells } from './cost-table.mjs';
import { RENDERERS } from './renderers.mjs';

const PAGE = join(ROOT, 'docs', 'performance.md');

exitOnSignals();
await main(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '3' },
      frames: { type: 'string', default: '600' },
      size: { type: 'string', default: '500' },
      gpu: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const [runs, frames, sizePx] = [values.runs, values.frames, values.size].map(Number);
  if (!values['no-build']) await ensurePackagesBuilt();
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Failure('No Chromium found: run npm test, which installs one, or set LIPWIRE_CHROMIUM.');
  }
  // It imports the packages, which may not have been there.
  const { measureMascots } = await import('./measure-mascots.mjs');
  const sections = {};
  for (const { name, title } of RENDERERS) {
    const measured = await step(`frames on ${title}`, () =>
      measureMascots(name, { executablePath, runs, frames, sizePx, gpu: values.gpu }),
    );
    const machine = `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${runs} runs of up to ${frames} frames of ${sizePx} x ${sizePx} pixels`;
    sections[`mascots-${name}`] = `${asMarkdown(costCells(title, measured))}\n\n${machine}; ${measured.drawnBy}.`;
  }
  for (const section of Object.values(sections)) console.log(`\n${section}`);
  if (!values.write) return;
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, section] of Object.entries(sections)) page = replaceSection(page, name, section);
  writeFileSync(PAGE, page);
});
