// Draws a portrait of every mascot at rest, 256 pixels wide on nothing: mascots/<name>.webp, for apps that show a face before
// the runtime is loaded, or let their users choose one. Needs Chromium (LIPWIRE_CHROMIUM, default /usr/bin/chromium).
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadSources } from './load-sources.mjs';
import { openStage } from './stage.mjs';

const SIZE_PX = 256;
const { MASCOTS } = await loadSources('src/index.ts');

for (const mascot of MASCOTS) {
  const stage = await openStage(mascot.draw().toBytes());
  const url = await stage.page.evaluate((size) => window.drawCell({ size }).toDataURL('image/webp', 0.9), SIZE_PX);
  const file = fileURLToPath(new URL(`../mascots/${mascot.name}.webp`, import.meta.url));
  await writeFile(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  await stage.close();
  console.log(file);
}
