// Writes mascots/<name>.riv for every mascot that is drawn in src/mascots.
import { mkdir, writeFile } from 'node:fs/promises';
import { loadSources } from './load-sources.mjs';

const { MASCOTS } = await loadSources('src/index.ts');
const folder = new URL('../mascots/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const mascot of MASCOTS) {
  const bytes = mascot.draw().toBytes();
  await writeFile(new URL(`${mascot.name}.riv`, folder), bytes);
  console.log(`mascots/${mascot.name}.riv ${bytes.length} bytes`);
}
