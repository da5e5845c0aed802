// Draws every mascot in every pose with the real runtime, to look at: docs/images/visemes-<name>.png and
// docs/images/states-<name>.png. Needs Chromium (LIPWIRE_CHROMIUM, default /usr/bin/chromium).
//
// With a folder as argument, writes larger sheets there instead, for work on a drawing.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VISEMES } from '@lipwire/cues';
import { loadSources } from './load-sources.mjs';
import { openStage } from './stage.mjs';

const outFolder = process.argv[2];
const folder = outFolder ?? fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const scale = outFolder ? 2 : 1;
const { MASCOTS, EXPRESSIONS, VIEW_MODEL_PROPERTIES: NAME } = await loadSources('src/index.ts');

await mkdir(folder, { recursive: true });
for (const mascot of MASCOTS) {
  const stage = await openStage(mascot.draw().toBytes());
  await writeFile(
    join(folder, `visemes-${mascot.name}.png`),
    await stage.sheet(visemeCells(mascot), { columns: 4, gap: 10 }),
  );
  await writeFile(join(folder, `states-${mascot.name}.png`), await stage.sheet(stateCells(), { columns: 6 }));
  await stage.close();
  console.log(`${mascot.name} -> ${folder}`);
}

/** For each viseme the face, and the mouth from near. */
function visemeCells({ mouth, size }) {
  const height = 170;
  const width = (height * 3) / 2;
  return VISEMES.map(({ id, name }) => ({
    label: `${id} ${name}`,
    size: 120 * scale,
    crop: [0, 0, size.width, size.height],
    visemes: { [id]: 1 },
    beside: { size: 180 * scale, crop: [mouth.center[0] - width / 2, mouth.center[1] - 74, width, height] },
  }));
}

function stateCells() {
  const size = 170 * scale;
  return [
    { label: 'at rest' },
    { label: 'blink', seconds: 1.5 },
    { label: 'listening', on: [NAME.isListening] },
    { label: 'speaking', on: [NAME.isSpeaking], visemes: { 4: 1 } },
    ...[0.25, 0.7].map((seconds) => ({ label: `gesture, ${seconds * 1000} ms`, fire: true, seconds })),
    ...EXPRESSIONS.slice(1).map((expression) => ({ label: expression, expression })),
    {
      label: 'another theme',
      colors: {
        primaryColor: '#6b7fd7',
        secondaryColor: '#eef3ff',
        detailColor: '#23284d',
        accentColor: '#f2b134',
        eyeColor: '#3d7a8c',
      },
    },
  ].map((cell) => ({ size, ...cell }));
}
