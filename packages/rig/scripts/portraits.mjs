// Draws a portrait of every mascot at rest, 256 pixels wide on nothing: mascots/<name>.webp, for apps that show a face before
// the runtime is loaded, or let their users choose one. And all of them together, in the middle of a word:
// docs/images/mascots.png. Needs Chromium (LIPWIRE_CHROMIUM, default /usr/bin/chromium).
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadSources } from './load-sources.mjs';
import { openStage } from './stage.mjs';

const { MASCOTS, VIEW_MODEL_PROPERTIES: NAME } = await loadSources('src/index.ts');

/** What each is up to in the picture of all, in their order. */
const MOMENTS = [
  { visemes: { 1: 1 }, enums: { [NAME.expression]: 'happy' }, numbers: { [NAME.headX]: 45, [NAME.headTilt]: 20 } },
  { visemes: { 4: 1 }, triggers: ['gestureWave'], seconds: 0.62 },
  { visemes: { 2: 0.7 }, numbers: { [NAME.headX]: -60, [NAME.gazeX]: -40, [NAME.browLift]: 60 } },
];
const together = [];

for (const [i, mascot] of MASCOTS.entries()) {
  const stage = await openStage(mascot.draw().toBytes());
  const url = await stage.page.evaluate(() => window.drawCell({ size: 256 }).toDataURL('image/webp', 0.9));
  const file = fileURLToPath(new URL(`../mascots/${mascot.name}.webp`, import.meta.url));
  await writeFile(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  together.push(...(await stage.pictures([{ size: 400, ...MOMENTS[i] }])));
  if (i === MASCOTS.length - 1) {
    await writeFile(
      fileURLToPath(new URL('../../../docs/images/mascots.png', import.meta.url)),
      await stage.row(together),
    );
  }
  await stage.close();
  console.log(file);
}
