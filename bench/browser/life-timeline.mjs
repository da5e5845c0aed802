#!/usr/bin/env node
// Draws what a mascot does, beside its mouth, in a short conversation: the user asks, it thinks, it answers with the
// emulator's voice. `node bench/browser/life-timeline.mjs <file.png> [--voice slt] [--expressiveness 0.7] [--seed 1] [--text "..."]`
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createVoice, SPEECH_RATE_HZ } from '@lipwire/emulator';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/setup/chromium.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    voice: { type: 'string', default: 'slt' },
    expressiveness: { type: 'string', default: '0.7' },
    seed: { type: 'string', default: '1' },
    text: {
      type: 'string',
      default:
        'Oh, that is a lovely question! Let me think. A red panda sleeps in the trees, eats bamboo for most of the day, ' +
        'and uses its tail as a blanket. Would you like to see one?',
    },
  },
});
const CHANNELS = ['gazeX', 'gazeY', 'headX', 'headY', 'headTilt', 'emphasis', 'browLift', 'idle'];
const FRAME_MS = 1000 / 60;
const USER_MS = [1_500, 5_500];
const SPEECH_MS = 7_000;

const { Life, PitchEstimator, WordTiming } = await loadSources();
const voice = await createVoice(values.voice);
const { pcm } = voice.speak(values.text);
const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
const speechMs = (samples.length / SPEECH_RATE_HZ) * 1000;
const timing = new WordTiming();
timing.addText(values.text);
timing.addSound(samples, SPEECH_RATE_HZ, 0);
timing.complete();
let told = 0;
const frames = play();
const svg = draw(frames);
await mkdir(dirname(positionals[0]), { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1_500, height: 1_000 } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await writeFile(positionals[0], await page.locator('svg').screenshot());
} finally {
  await browser.close();
}

async function loadSources() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { Life } from './life/life.js';
        export { PitchEstimator } from './life/pitch.js';
        export { WordTiming } from './captions/word-timing.js';`,
      resolveDir: fileURLToPath(new URL('../../packages/browser/src', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@lipwire/source'],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** The conversation, frame by frame. */
function play() {
  const life = new Life(createRandom(Number(values.seed)));
  life.expressiveness = Number(values.expressiveness);
  life.mode = 'waiting';
  const frames = [];
  let sent = 0;
  const endMs = SPEECH_MS + speechMs + 3_000;
  for (let ms = 0; ms < endMs; ms += FRAME_MS) {
    const speaks = ms >= SPEECH_MS && ms < SPEECH_MS + speechMs;
    const userSpeaks = ms >= USER_MS[0] && ms < USER_MS[1];
    life.mode = userSpeaks
      ? 'hearing'
      : speaks
        ? 'speaking'
        : ms > USER_MS[1] && ms < SPEECH_MS
          ? 'thinking'
          : 'waiting';
    life.onUserLevel(userLevel(ms), FRAME_MS);
    // The service sends four times as fast as it is heard, the words ahead of their sound.
    if (ms >= SPEECH_MS - 100 && sent < samples.length) {
      const words = wordsUntil((sent / SPEECH_RATE_HZ) * 1000 + 300);
      if (words) life.onWords({ type: 'transcript', speaker: 'model', text: words });
      const until = Math.min(samples.length, sent + Math.round((4 * FRAME_MS * SPEECH_RATE_HZ) / 1000));
      life.onSpeech(samples.subarray(sent, until), SPEECH_RATE_HZ, (sent / SPEECH_RATE_HZ) * 1000);
      sent = until;
      if (sent === samples.length) life.onVoiceEvent({ type: 'generation-complete' });
    }
    if (speaks) life.onPlayhead(ms - SPEECH_MS);
    life.advance(FRAME_MS, 0, speaks);
    frames.push({ ms, blink: life.blinking, user: userLevel(ms), ...life.motion });
  }
  return frames;
}

/** The words not told yet that are heard before a media time. */
function wordsUntil(mediaMs) {
  let text = '';
  while (told < timing.length && timing.startMs(told) <= mediaMs) text += timing.text(told++);
  return text;
}

/** A user who pauses twice. */
function userLevel(ms) {
  const [from, to] = USER_MS;
  if (ms < from || ms >= to) return 0.002;
  const at = ms - from;
  const pauses = (at > 1_500 && at < 1_900) || (at > 3_000 && at < 3_350);
  return pauses ? 0.004 : 0.08 * (0.7 + 0.3 * Math.sin(at / 35));
}

function draw(frames) {
  const [left, width, top, row] = [90, 1_380, 30, 92];
  const endMs = frames.at(-1).ms;
  const x = (ms) => left + (ms / endMs) * width;
  const parts = [];
  const text = (at, y, what, style = '') => parts.push(`<text x="${at}" y="${y}" ${style}>${escaped(what)}</text>`);
  const line = (points, color) =>
    parts.push(`<polyline fill="none" stroke="${color}" stroke-width="1.4" points="${points.join(' ')}"/>`);
  for (const [name, from, to, color] of [
    ['the user speaks', USER_MS[0], USER_MS[1], '#e8f1fb'],
    ['it thinks', USER_MS[1], SPEECH_MS, '#f7f2e4'],
    ['it speaks', SPEECH_MS, SPEECH_MS + speechMs, '#eaf7ee'],
  ]) {
    parts.push(`<rect x="${x(from)}" y="${top - 14}" width="${x(to) - x(from)}" height="975" fill="${color}"/>`);
    text(x(from) + 4, top - 2, name, 'fill="#777"');
  }
  CHANNELS.forEach((channel, i) => {
    const least = i < 5 ? -1 : 0;
    const base = top + 10 + i * row;
    const y = (value) => base + (row - 14) * (1 - (value - least) / (1 - least));
    parts.push(`<path d="M${left} ${y(0)}H${left + width}" stroke="#bbb" stroke-dasharray="2 4"/>`);
    text(8, y((1 + least) / 2) + 4, channel);
    line(
      frames.map((frame) => `${x(frame.ms).toFixed(1)},${y(frame[channel]).toFixed(1)}`),
      ['#1f6fb2', '#1f6fb2', '#b2431f', '#b2431f', '#b2431f', '#7a3fb2', '#2c8a4b', '#888'][i],
    );
  });
  const blinkY = top + 10 + CHANNELS.length * row;
  text(8, blinkY + 12, 'blinks');
  for (const { ms, blink } of frames)
    if (blink) parts.push(`<path d="M${x(ms)} ${blinkY}v16" stroke="#111" stroke-width="2"/>`);
  drawSpeech({ x, y: blinkY + 30, height: 130, text, line });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1000" style="background:#fff"
    font-family="system-ui, sans-serif" font-size="13">${parts.join('')}</svg>`;
}

function drawSpeech({ x, y, height, text, line }) {
  text(8, y + 40, 'loudness');
  text(8, y + 56, '(grey), pitch');
  const hop = SPEECH_RATE_HZ / 100;
  const loudness = [];
  for (let at = 0; at + hop <= samples.length; at += hop) {
    let energy = 0;
    for (let i = at; i < at + hop; i++) energy += samples[i] ** 2;
    const db = Math.max(-50, 10 * Math.log10(energy / hop + 1e-9));
    loudness.push(`${x(SPEECH_MS + (at / SPEECH_RATE_HZ) * 1000).toFixed(1)},${(y + height * (-db / 50)).toFixed(1)}`);
  }
  line(loudness, '#999');
  const low = Float32Array.from({ length: Math.floor(samples.length / 4) }, (_, i) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + samples[4 * i + k] / 4, 0),
  );
  const estimator = new PitchEstimator(SPEECH_RATE_HZ / 4);
  let voiced = [];
  for (let at = 0; at + estimator.windowSamples <= low.length; at += 60) {
    const hz = estimator.pitchHz(low, at);
    const ms = SPEECH_MS + ((at + estimator.windowSamples / 2) / (SPEECH_RATE_HZ / 4)) * 1000;
    if (Number.isNaN(hz)) {
      if (voiced.length > 3) line(voiced, '#d0660b');
      voiced = [];
    } else voiced.push(`${x(ms).toFixed(1)},${(y + height * (1 - Math.log2(hz / 70) / 2.5)).toFixed(1)}`);
  }
  for (let i = 0; i < timing.length; i++)
    text(x(SPEECH_MS + timing.startMs(i)), y + height + 16 + (i % 2) * 15, timing.text(i).trim(), 'font-size="12"');
}

function escaped(what) {
  return what.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The same numbers for the same seed (mulberry32, by Tommy Ettinger, public domain). */
function createRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
