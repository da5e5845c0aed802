#!/usr/bin/env node
import { readFileSync } from 'node:fs';
/**
 * How much of one core does the engine take? Prints CPU seconds per second of audio, for each stage and the whole.
 *
 *   npm run build && node packages/engine/bench/engine-real-time-factor.bench.mjs [--runs 9] [--seconds 60] [--rate 24000]
 *
 * The audio is made here: bursts of vowel-like buzz and of noise with pauses between them, so that nothing is skipped.
 * It is pushed in pieces of 40 ms, as a voice service sends it. CPU time is that of the process (user and system), so a
 * busy machine changes the numbers little.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { FeatureExtractor } from '../dist/features/feature-extractor.js';
import { LipSyncEngine, loadVisemeModel } from '../dist/index.js';
import { VisemeNetwork } from '../dist/model/viseme-network.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '24000' },
  },
});
const [runs, seconds, rateHz] = [values.runs, values.seconds, values.rate].map(Number);

const speech = makeSpeech(seconds, rateHz);
const model = loadVisemeModel('default');
const chunks = Array.from({ length: Math.ceil(seconds / 0.04) }, (_, i) =>
  speech.subarray(Math.round(i * 0.04 * rateHz), Math.round((i + 1) * 0.04 * rateHz)),
);
const rows = [];
new FeatureExtractor(rateHz).push(speech, (features) => rows.push(features.slice()));

const engine = new LipSyncEngine({ sampleRateHz: rateHz, model });
const extractor = new FeatureExtractor(rateHz);
const network = new VisemeNetwork(model);
let cues = 0;
measure('features', () => {
  extractor.reset();
  for (const chunk of chunks) extractor.push(chunk, () => {});
});
measure('network', () => {
  network.reset();
  for (const row of rows) network.push(row);
});
measure('whole', () => {
  cues = 0;
  for (const chunk of chunks) engine.push(chunk, () => cues++);
  engine.flush(() => cues++);
});

const heapBefore = process.memoryUsage().heapUsed;
const allocated = heapGrowth(() => {
  for (const chunk of chunks) engine.push(chunk, () => {});
});
const weights = readFileSync(new URL('../dist/weights/default.weights.js', import.meta.url));
const multiplies = [model.stem, model.head, ...model.blocks.flatMap((block) => [block.mix, block.out])].reduce(
  (sum, layer) => sum + layer.inputs * layer.outputs,
  0,
);
console.log(`cues ${cues}; network state ${network.stateBytes} bytes a stream`);
console.log(
  `weights ${(gzipSync(weights, { level: 9 }).length / 1024).toFixed(1)} KiB gzipped, ${multiplies} multiply-adds a step`,
);
console.log(`heap grew by ${allocated} bytes over ${chunks.length} pushes (heap ${(heapBefore / 1e6).toFixed(1)} MB)`);
console.log(`${cpus()[0]?.model}, Node ${process.version}, ${rateHz} Hz, ${seconds} s of audio, ${runs} runs`);

function measure(name, run) {
  run(); // warm up
  const factors = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / seconds;
  }).sort((a, b) => a - b);
  const at = (share) => factors[Math.round(share * (runs - 1))].toFixed(5);
  console.log(`${name.padEnd(9)} ${at(0.5)} CPU s per s of audio (lowest ${at(0)}, highest ${at(1)})`);
}

/** Bytes that a run leaves on the heap, collected or not; run with --expose-gc for an exact figure. */
function heapGrowth(run) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  run();
  return process.memoryUsage().heapUsed - before;
}

function makeSpeech(seconds, rateHz) {
  const samples = new Float32Array(seconds * rateHz);
  let state = 1;
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const t = i / rateHz;
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const syllable = Math.sin(2 * Math.PI * 4 * t);
    phase += (110 + 30 * Math.sin(2 * Math.PI * 0.7 * t)) / rateHz;
    const buzz = (phase % 1) - 0.5;
    const noise = state / 2 ** 31;
    const speaking = t % 3 < 2.4 ? 1 : 0;
    samples[i] = speaking * (syllable > -0.3 ? 0.3 * buzz * (syllable + 0.3) : 0.03 * noise);
  }
  return samples;
}
