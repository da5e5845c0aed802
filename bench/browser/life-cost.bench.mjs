// What does it cost that a mascot is alive? Prints microseconds a frame, and milliseconds for a second of speech that comes.
// `node bench/browser/life-cost.bench.mjs`: Node's engine is Chromium's, and what is measured is arithmetic.
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createVoice, SPEECH_RATE_HZ } from '@lipwire/emulator';
import { build } from 'esbuild';

const RUNS = 9;
const FRAME_MS = 1000 / 120;
const TEXT =
  'A red panda sleeps in the trees, eats bamboo for most of the day, and uses its tail as a blanket. Would you like to ' +
  'see one? They are very shy, but they love company! Sit down, be quiet, and wait for a while.';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../../packages/browser/src/life/life.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
  conditions: ['@lipwire/source'],
});
const { Life } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const { pcm } = (await createVoice('slt')).speak(TEXT);
const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
const speechMs = (samples.length / SPEECH_RATE_HZ) * 1000;
const pieceSamples = SPEECH_RATE_HZ / 10;

const frames = [];
const hears = [];
for (let run = 0; run < RUNS; run++) {
  const life = new Life(Math.random);
  life.expressiveness = 1;
  life.mode = 'speaking';
  life.onWords({ type: 'transcript', speaker: 'model', text: TEXT });
  let startedMs = performance.now();
  for (let at = 0; at < samples.length; at += pieceSamples) {
    life.onSpeech(samples.subarray(at, at + pieceSamples), SPEECH_RATE_HZ, (at / SPEECH_RATE_HZ) * 1000);
  }
  life.onVoiceEvent({ type: 'generation-complete' });
  hears.push((performance.now() - startedMs) / (speechMs / 1000));
  const count = Math.floor(speechMs / FRAME_MS);
  startedMs = performance.now();
  for (let frame = 1; frame <= count; frame++) {
    life.onPlayhead(frame * FRAME_MS);
    life.advance(FRAME_MS, FRAME_MS, true);
  }
  frames.push(((performance.now() - startedMs) * 1000) / count);
}

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`);
console.log(`a frame at 120 Hz    ${spread(frames)} µs`);
console.log(`a second of speech   ${spread(hears)} ms`);

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return `${sorted[sorted.length >> 1].toFixed(2)} (${sorted[0].toFixed(2)} to ${sorted.at(-1).toFixed(2)})`;
}
