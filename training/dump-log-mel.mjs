/**
 * Writes log-mel rows as the engine makes them, before it normalises the voice's level and colour.
 *
 *   node dump-log-mel.mjs LIST OUT
 *
 * LIST  one path of a WAV file a line (16-bit PCM, mono, 8 to 48 kHz)
 * OUT   OUT.f16: rows of 40 little-endian float16 (natural logarithm of power), one per 10 ms, files one after the other;
 *       OUT.tsv: one line per file: number of its first row, number of rows
 *
 * Training changes these rows (other rooms, other vocal tracts) and then normalises them as the engine does
 * (`disguise.py`, checked against the engine by `check_features.py`).
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readWav } from '../packages/engine/bin/read-wav.mjs';
import { LogMel, MEL_BAND_COUNT } from '../packages/engine/dist/features/log-mel.js';
import { Framer } from '../packages/engine/dist/frames/framer.js';
import { RESAMPLER_BLOCK_SAMPLES, Resampler } from '../packages/engine/dist/frames/resampler.js';

const [listPath, outPath] = process.argv.slice(2);
if (!listPath || !outPath) {
  console.error('usage: dump-log-mel.mjs LIST OUT');
  process.exit(2);
}
/** Rounds to float16: nine bits of mantissa are more than a log-mel value needs. */
const float32 = new Float32Array(1);
const bits = new Uint32Array(float32.buffer);
function toFloat16(value) {
  float32[0] = value;
  const b = bits[0] + 0x1000; // half of what is cut off
  const exponent = ((b >>> 23) & 0xff) - 112;
  const sign = (b >>> 16) & 0x8000;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((b >>> 13) & 0x3ff);
}

const out = openSync(`${outPath}.f16`, 'w');
const logMel = new LogMel();
const framer = new Framer();
const resamplers = new Map();
const index = [];
let firstRow = 0;
for (const path of readFileSync(listPath, 'utf8').split('\n').filter(Boolean)) {
  const { samples, sampleRateHz } = readWav(path);
  if (!resamplers.has(sampleRateHz)) resamplers.set(sampleRateHz, new Resampler(sampleRateHz));
  const resampler = resamplers.get(sampleRateHz);
  resampler.reset();
  framer.reset();
  const rowCount = Math.ceil((samples.length * 100) / sampleRateHz);
  const rows = new Uint16Array(rowCount * MEL_BAND_COUNT);
  let row = 0;
  const zeros = new Float32Array(RESAMPLER_BLOCK_SAMPLES);
  for (let start = 0; row < rowCount; start += RESAMPLER_BLOCK_SAMPLES) {
    const block = start < samples.length ? samples.subarray(start, start + RESAMPLER_BLOCK_SAMPLES) : zeros;
    const count = resampler.process(block, 0, block.length);
    for (let i = 0; i < count && row < rowCount; i++) {
      if (!framer.push(resampler.output[i])) continue;
      logMel.analyse(framer.window);
      for (let band = 0; band < MEL_BAND_COUNT; band++)
        rows[row * MEL_BAND_COUNT + band] = toFloat16(logMel.bands[band]);
      row++;
    }
  }
  writeSync(out, new Uint8Array(rows.buffer));
  index.push(`${firstRow}\t${rowCount}`);
  firstRow += rowCount;
}
closeSync(out);
writeFileSync(`${outPath}.tsv`, `${index.join('\n')}\n`);
console.log(`${index.length} files, ${firstRow} rows`);
