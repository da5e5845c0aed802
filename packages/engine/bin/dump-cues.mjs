#!/usr/bin/env node
/**
 * Writes the cues that a live stream of each recording gives, with the moment at which each came.
 *
 *   npm run build && node packages/engine/bin/dump-cues.mjs LIST OUT_DIR [--change-cost N] [--hasty-change-cost N]
 *
 * LIST     one path of a WAV file a line (16-bit PCM, mono, 8 to 48 kHz)
 * OUT_DIR  gets `<file name>.json`: {"cues": [{"t": ms, "v": 0..21, "at": ms of audio taken when it came}], "durationMs"}
 *
 * The two costs stand in for those of the model, to choose them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LipSyncEngine, loadVisemeModel } from '../dist/index.js';
import { readWav } from './read-wav.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'change-cost': { type: 'string' }, 'hasty-change-cost': { type: 'string' } },
});
const [listPath, outDir] = positionals;
if (!listPath || !outDir) {
  console.error('usage: dump-cues.mjs LIST OUT_DIR [--change-cost N] [--hasty-change-cost N]');
  process.exit(2);
}
mkdirSync(outDir, { recursive: true });

const loaded = loadVisemeModel('default');
const model = {
  ...loaded,
  decoder: {
    change_cost: Number(values['change-cost'] ?? loaded.decoder.change_cost),
    hasty_change_cost: Number(values['hasty-change-cost'] ?? loaded.decoder.hasty_change_cost),
  },
};
for (const path of readFileSync(listPath, 'utf8').split('\n').filter(Boolean)) {
  const { samples, sampleRateHz } = readWav(path);
  const engine = new LipSyncEngine({ sampleRateHz, model });
  const cues = [];
  let taken = 0;
  const keep = (v, t) => cues.push({ t, v, at: (taken * 1000) / sampleRateHz });
  const chunkSamples = Math.floor(sampleRateHz / 1000);
  while (taken < samples.length) {
    const chunk = samples.subarray(taken, taken + chunkSamples);
    taken += chunk.length;
    engine.push(chunk, keep);
  }
  engine.flush(keep);
  const durationMs = (samples.length * 1000) / sampleRateHz;
  writeFileSync(join(outDir, `${basename(path, '.wav')}.json`), JSON.stringify({ cues, durationMs }));
}
