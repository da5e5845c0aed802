#!/usr/bin/env node
/**
 * Writes the features that a model is trained on, with the code that makes them in a live call.
 *
 *   npm run build && node packages/engine/bin/dump-features.mjs LIST OUT [--extra-frames 6]
 *
 * LIST  one path of a WAV file a line (16-bit PCM, mono, 8 to 48 kHz)
 * OUT   OUT.f32: rows of 40 little-endian float32, one per 10 ms, files one after the other;
 *       OUT.tsv: one line per file of LIST: number of its first row, number of rows
 *
 * Each file is a stream of its own. Behind its last frame come `--extra-frames` more, made from silence, as they come
 * out of a live stream when it is flushed: a model with look-ahead needs them.
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { FeatureExtractor } from '../dist/features/feature-extractor.js';
import { MEL_BAND_COUNT } from '../dist/features/log-mel.js';
import { readWav } from './read-wav.mjs';

const [listPath, outPath, flag, value] = process.argv.slice(2);
if (!listPath || !outPath || (flag !== undefined && flag !== '--extra-frames')) {
  console.error('usage: dump-features.mjs LIST OUT [--extra-frames 6]');
  process.exit(2);
}
const extraFrames = flag ? Number(value) : 6;

const rowsFile = openSync(`${outPath}.f32`, 'w');
const extractors = new Map();
let rows = 0;
const index = [];
for (const path of readFileSync(listPath, 'utf8').split('\n').filter(Boolean)) {
  const { samples, sampleRateHz } = readWav(path);
  if (!extractors.has(sampleRateHz)) extractors.set(sampleRateHz, new FeatureExtractor(sampleRateHz));
  const extractor = extractors.get(sampleRateHz);
  extractor.reset();
  const rowsOfFile = Math.ceil((samples.length * 100) / sampleRateHz) + extraFrames;
  const features = new Float32Array(rowsOfFile * MEL_BAND_COUNT);
  let row = 0;
  const keep = (bands) => features.set(bands, row++ * MEL_BAND_COUNT);
  extractor.push(samples, keep);
  extractor.flush(extraFrames, keep);
  if (row !== rowsOfFile) throw new Error(`${path}: ${row} rows instead of ${rowsOfFile}`);
  writeSync(rowsFile, new Uint8Array(features.buffer));
  index.push(`${rows}\t${row}`);
  rows += row;
}
closeSync(rowsFile);
writeFileSync(`${outPath}.tsv`, `${index.join('\n')}\n`);
console.log(`${index.length} files, ${rows} rows`);
