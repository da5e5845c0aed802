#!/usr/bin/env node
/**
 * npm run bench:engine: how much of one core does lip sync take?
 *
 *   npm run bench:engine -- [--runs 9] [--seconds 60] [--model FILE] [--no-peers] [--no-build]
 *
 * Prints CPU seconds per second of audio: of the whole engine in pieces of 20, 40 and 100 ms, of its stages, in
 * WebAssembly and in plain TypeScript, and of other engines for the browser in the same run; then what an engine allocates
 * and holds, and what its files weigh. Each figure is the best of several runs, with the median behind it: CPU time is that
 * of the process, but a busy machine has colder caches and slower cores.
 *
 * The speech is flite's, the four voices of the emulator in turn, 24 kHz. `--model` measures another model beside the one
 * that ships: a file as training/export.py writes it. A synthetic one of 384 thousand weights is always measured.
 */
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { exitOnSignals, main } from '../../scripts/setup/progress.mjs';

const RATE_HZ = 24_000;
const CHUNKS_MS = [20, 40, 100];

exitOnSignals();
await main(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '9' },
      seconds: { type: 'string', default: '60' },
      model: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
    },
  });
  if (!values['no-build']) await ensurePackagesBuilt();
  const [runs, seconds] = [values.runs, values.seconds].map(Number);
  // Everything below imports the packages, which may not have been there.
  const { measureEngine } = await import('./measure-engine.mjs');
  const { measureMemory } = await import('./measure-memory.mjs');
  const { measureSizes } = await import('./measure-sizes.mjs');
  const { measurePeers } = await import('./measure-peers.mjs');
  const { modelsToMeasure } = await import('./models-to-measure.mjs');

  const speech = await fliteSpeech(seconds);
  const models = await modelsToMeasure(values.model);
  console.log(
    `${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`,
  );
  console.log(`${seconds} s of flite's voices at ${RATE_HZ} Hz, ${runs} runs; CPU s per s of audio: best (median)\n`);

  let ours = Number.NaN;
  for (const model of models) {
    const rows = measureEngine(model, { speech, rateHz: RATE_HZ, chunksMs: CHUNKS_MS, runs });
    console.log(`${model.name}: ${model.shape.channels} channels, ${model.shape.dilations.length} blocks`);
    for (const { what, best, median } of rows)
      console.log(`  ${what.padEnd(34)} ${inMicros(best)} (${inMicros(median)})`);
    if (model === models[0]) ours = rows.find(({ what }) => what === 'whole, pieces of 40 ms')?.best ?? Number.NaN;
    for (const { what, value } of measureMemory(model, speech, RATE_HZ)) console.log(`  ${what.padEnd(34)} ${value}`);
    console.log();
  }
  for (const { what, value } of measureSizes()) console.log(`${what.padEnd(36)} ${value}`);
  if (values['no-peers']) return;

  console.log(`\nThe same speech through others, against ours (${models[0].name}, 40 ms)`);
  for (const { title, best, median, note } of await measurePeers({
    speech,
    rateHz: RATE_HZ,
    runs: Math.min(runs, 3),
  })) {
    const figures = note ?? `${inMicros(best)} (${inMicros(median)})   ${(best / ours).toFixed(1)} times ours`;
    console.log(`  ${title.padEnd(34)} ${figures}`);
  }
});

/** Sentences of all voices, one after the other. */
async function fliteSpeech(seconds) {
  const { synthesizedSet } = await import('../lipsync/data/synthesized-set.mjs');
  const { readSound } = await import('../lipsync/data/read-sound.mjs');
  const folder = await synthesizedSet();
  const byNumber = (name) => name.split('-').reverse().join('-');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.wav'))
    .sort((a, b) => byNumber(a).localeCompare(byNumber(b)));
  const speech = new Float32Array(seconds * RATE_HZ);
  let at = 0;
  for (let i = 0; at < speech.length; i++) {
    const { samples } = readSound(join(folder, names[i % names.length]));
    speech.set(samples.subarray(0, speech.length - at), at);
    at += samples.length;
  }
  return speech;
}

/** CPU seconds a second with enough digits: 0.000512. */
function inMicros(value) {
  return value.toFixed(6);
}
