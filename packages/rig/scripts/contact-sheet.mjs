// Draws every mascot with the real runtime, to look at. Into docs/images/: visemes-, states- and gestures-<name>.png, and
// visemes/<id>.png with that mouth of every mascot. Needs Chromium (LIPWIRE_CHROMIUM, default /usr/bin/chromium).
//
//   node scripts/contact-sheet.mjs [folder] [mascot…]
//
// With a folder, writes larger sheets there instead, for work on a drawing; with names, sheets of these mascots only.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VISEMES } from '@lipwire/cues';
import { gestureCells, mouthCell, stateCells, visemeCells } from './contact-sheet/cells.mjs';
import { loadSources } from './load-sources.mjs';
import { openStage } from './stage.mjs';

const [outFolder, ...names] = process.argv.slice(2);
const folder = outFolder ?? fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const scale = outFolder ? 2 : 1;
const rig = await loadSources('src/index.ts');
const mascots = rig.MASCOTS.filter(({ name }) => names.length === 0 || names.includes(name));
const mouths = [];

await mkdir(join(folder, 'visemes'), { recursive: true });
for (const mascot of mascots) {
  const stage = await openStage(mascot.draw().toBytes());
  const save = async (kind, cells, options) => {
    if (cells.length) await writeFile(join(folder, `${kind}-${mascot.name}.png`), await stage.sheet(cells, options));
  };
  await save('visemes', visemeCells(mascot, scale), { columns: 4, gap: 10 });
  await save('states', stateCells(mascot, rig, stage.offers, 170 * scale), { columns: 6 });
  await save('gestures', gestureCells(rig, stage.offers, 110 * scale), { columns: 9, gap: 4 });
  mouths.push(await stage.pictures(VISEMES.map(({ id }) => mouthCell(mascot, id, 130 * scale))));
  await stage.close();
  console.log(`${mascot.name} -> ${folder}`);
}

if (names.length === 0) {
  const stage = await openStage(mascots[0].draw().toBytes());
  for (const { id } of VISEMES) {
    await writeFile(join(folder, 'visemes', `${id}.png`), await stage.row(mouths.map((pictures) => pictures[id])));
  }
  await stage.close();
}
