// Writes mascots/<name>.riv for every mascot that is drawn in src/mascots.
import { mkdir, writeFile } from 'node:fs/promises';
import { loadSources } from './load-sources.mjs';

const { miso } = await loadSources('src/index.ts');
const folder = new URL('../mascots/', import.meta.url);
await mkdir(folder, { recursive: true });
const bytes = miso().toBytes();
await writeFile(new URL('miso.riv', folder), bytes);
console.log(`mascots/miso.riv ${bytes.length} bytes`);
