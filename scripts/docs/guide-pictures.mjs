// Draws the pictures of docs/make-your-own.md with the real command, runtime and page. The packages must be built. Needs
// Chromium (LIPWIRE_CHROMIUM, default /usr/bin/chromium).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawMascot } from '../../packages/lipwire/dist/mascot/draw-mascot.js';
import { startPreviewServer } from '../../packages/lipwire/dist/mascot/preview-server.js';
import { guideSteps } from './guide-steps.mjs';

// A tool of that package, no part of what it offers.
const { openStage } = await import(new URL('../../packages/rig/scripts/stage.mjs', import.meta.url).href);

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'lipwire-guide-'));
const file = join(home, 'bob', 'mascot.mjs');
mkdirSync(join(home, 'bob'));

const draw = async (code) => {
  writeFileSync(file, code);
  return await drawMascot(file);
};
const still = (cell) => ({ size: 200, ...cell, booleans: { blinksItself: false, ...cell.booleans } });

const steps = guideSteps();
const drawn = [];
for (const code of steps) drawn.push(await draw(code));

await sheet('make-your-own-start.png', drawn[0], 6, [
  { label: 'at rest' },
  { label: 'happy', enums: { expression: 'happy' } },
  { label: 'confused', enums: { expression: 'confused' } },
  { label: 'speaking', visemes: { 2: 1 } },
  { label: 'cheering', triggers: ['gestureCheer'], seconds: 0.7 },
  { label: 'wearing a hat', enums: { accessory: 'hat' } },
]);
for (const [i, each] of drawn.slice(1).entries()) {
  await sheet(`make-your-own-step-${i + 1}.png`, each, 4, [
    { label: 'at rest' },
    { label: 'speaking', visemes: { 4: 1 } },
    { label: 'waving', triggers: ['gestureWave'], seconds: 0.75, enums: { expression: 'happy' } },
    { label: 'listening', booleans: { isListening: true } },
  ]);
}
await photographPage();
rmSync(home, { recursive: true, force: true });

async function sheet(name, { bytes, problem }, columns, cells) {
  if (problem) throw new Error(`${name}: ${problem.message}`);
  const stage = await openStage(bytes);
  writeFileSync(join(IMAGES, name), await stage.sheet(cells.map(still), { columns }));
  await stage.close();
  console.log(name);
}

/** The page of the preview, with a mascot and with a problem. */
async function photographPage() {
  const server = await startPreviewServer('bob', 0);
  const stage = await openStage(drawn[0].bytes);
  const page = await stage.page
    .context()
    .browser()
    .newPage({ viewport: { width: 1180, height: 720 } });
  server.show(drawn[0]);
  await page.goto(server.url);
  await page.waitForSelector('body[data-revision="1"]');
  await page.getByRole('button', { name: 'happy' }).click();
  await page.getByRole('slider', { name: '4 ey-eh-uh' }).fill('100');
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(IMAGES, 'make-your-own-preview.png') });
  server.show(await draw(steps[0].replace(/(shape\('stem'\).*)\.stroke\(.*\)/, '$1')));
  await page.getByRole('alert').waitFor();
  await page.screenshot({
    path: join(IMAGES, 'make-your-own-problem.png'),
    clip: { x: 0, y: 0, width: 800, height: 420 },
  });
  await stage.close();
  await server.close();
  console.log('make-your-own-preview.png, make-your-own-problem.png');
}
