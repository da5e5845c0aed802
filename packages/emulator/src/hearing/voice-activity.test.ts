import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { type Speech, VOICE_NAMES, type VoiceName } from '../voices/speech.js';
import { resample } from '../voices/thread/resample.mjs';
import { createVoice } from '../voices/voice.js';
import { type ActivityOptions, DEFAULT_ACTIVITY, VoiceActivityDetector } from './voice-activity.js';

const RATE_HZ = 24_000;

/** What a detector hears, with the time at which it says so. */
function listen(samples: Float32Array, options: Partial<ActivityOptions> = {}, rateHz = RATE_HZ, pieceSamples = 480) {
  const detector = new VoiceActivityDetector({ ...DEFAULT_ACTIVITY, ...options });
  const events: { type: string; atMs: number; speechMs?: number }[] = [];
  for (let at = 0; at < samples.length; at += pieceSamples) {
    const piece = samples.subarray(at, at + pieceSamples);
    const atMs = ((at + piece.length) / rateHz) * 1000;
    for (const event of detector.push(piece, rateHz)) events.push({ ...event, atMs });
  }
  return { events, detector };
}

/** Gaussian noise, added to what is there. */
function addNoise(samples: Float32Array, amplitude: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  return samples.map(
    (sample) => sample + amplitude * Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random()),
  );
}

const spoken = new Map<string, Promise<Speech>>();

/** The same words of the same voice are spoken once for all tests. */
function speech(name: VoiceName, text: string): Promise<Speech> {
  const known = spoken.get(`${name} ${text}`) ?? createVoice(name).then((voice) => voice.speak(text));
  spoken.set(`${name} ${text}`, known);
  return known;
}

/** Speech with a silence in front and behind, and when it really begins and how long it is. */
async function recording(name: VoiceName, text: string, gain = 1, leadMs = 500, tailMs = 1000) {
  const { pcm, phones } = await speech(name, text);
  const samples = new Float32Array(Math.round((leadMs + tailMs) * 24) + pcm.length);
  samples.set(
    Float32Array.from(pcm, (sample) => (gain * sample) / 32768),
    Math.round(leadMs * 24),
  );
  const heard = phones.filter(({ phone }) => phone !== 'pau');
  const startMs = heard[0]?.startMs ?? 0;
  return { samples, startMs: leadMs + startMs, speechMs: (heard.at(-1)?.endMs ?? 0) - startMs };
}

const TEXT = 'What a lovely day, is it not? I think that we should go to the sea.';

describe.each(VOICE_NAMES)('hears %s', (name) => {
  test.each([
    ['as it is', 1, 0],
    ['quiet', 0.1, 0],
    ['in a room with a fan', 0.5, 0.01],
    ['in a loud room', 0.5, 0.03],
  ])('%s', async (_how, gain, noise) => {
    const { samples, startMs, speechMs } = await recording(name, TEXT, gain, 1000);
    const { events } = listen(addNoise(samples, noise));
    expect(events.map(({ type }) => type)).toEqual(['speech-start', 'speech-end']);
    const [start, end] = events;
    expect(start?.atMs).toBeGreaterThan(startMs);
    expect(start?.atMs).toBeLessThan(startMs + 400);
    expect(Math.abs((end?.speechMs ?? 0) - speechMs)).toBeLessThan(250);
  });
});

test('hears speech at any rate, in pieces of any size, alike', async () => {
  const { samples, speechMs } = await recording('rms', TEXT);
  const pcm = Int16Array.from(samples, (sample) => Math.round(sample * 32767));
  for (const rateHz of [8_000, 16_000, 24_000, 44_100, 48_000]) {
    const at = Float32Array.from(resample(pcm, RATE_HZ, rateHz), (sample) => sample / 32768);
    const { events } = listen(at, {}, rateHz);
    expect(events.map(({ type }) => type)).toEqual(['speech-start', 'speech-end']);
    expect(Math.abs((events[1]?.speechMs ?? 0) - speechMs)).toBeLessThan(150);
  }
  const whole = listen(samples, {}, RATE_HZ, samples.length).events.map(({ speechMs }) => speechMs);
  const inBits = listen(samples, {}, RATE_HZ, 7).events.map(({ speechMs }) => speechMs);
  expect(inBits).toEqual(whole);
});

test('hears speech that begins with the first sample', async () => {
  const { samples, startMs } = await recording('slt', TEXT, 1, 0);
  const { events } = listen(samples.subarray(Math.round(startMs * 24)));
  expect(events[0]?.type).toBe('speech-start');
  expect(events[0]?.atMs).toBeLessThan(400);
});

const seconds = (length: number, sampleAt: (i: number) => number) =>
  Float32Array.from({ length: length * RATE_HZ }, (_, i) => sampleAt(i));
const tone = (frequencyHz: number, amplitude: number) => (i: number) =>
  amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / RATE_HZ);

test.each([
  ['silence', seconds(5, () => 0)],
  ['a constant', seconds(5, () => 0.3)],
  [
    'faint noise',
    addNoise(
      seconds(8, () => 0),
      0.0005,
    ),
  ],
  [
    'steady noise',
    addNoise(
      seconds(8, () => 0),
      0.02,
    ),
  ],
  [
    'loud noise',
    addNoise(
      seconds(8, () => 0),
      0.3,
    ),
  ],
  ['mains hum', seconds(8, tone(100, 0.05))],
  ['a whistle that was always there', seconds(8, tone(1000, 0.05))],
  [
    'noise that sets in',
    concat(
      seconds(2, () => 0),
      addNoise(
        seconds(6, () => 0),
        0.1,
      ),
    ),
  ],
  ['clicks', seconds(5, (i) => (i % 12_000 < 24 ? 0.8 : 0))],
  [
    'short beeps, as of a browser that fakes a microphone',
    seconds(5, (i) => (i % 12_000 < 480 ? tone(400, 0.9)(i) : 0)),
  ],
])('is not fooled by %s', (_what, samples) => {
  expect(listen(samples).events).toEqual([]);
});

test('learns noise that sets in while somebody speaks, and then hears that they have ceased', async () => {
  const { samples } = await recording('slt', TEXT, 1, 500, 6000);
  const noisy = addNoise(samples, 0.01);
  // Quiet until the speech is under way; the fan stays on after.
  noisy.set(samples.subarray(0, 1500 * 24));
  expect(listen(noisy).events.map(({ type }) => type)).toEqual(['speech-start', 'speech-end']);
});

test('a pause shorter than silenceMs is part of the speech, a longer one ends it', async () => {
  const { samples } = await recording('slt', 'Bobby has a map. And a lamp, too.');
  expect(listen(samples, { silenceMs: 1000 }).events).toHaveLength(2);
  expect(listen(samples, { silenceMs: 150 }).events.map(({ type }) => type)).toEqual([
    'speech-start',
    'speech-end',
    'speech-start',
    'speech-end',
  ]);
});

test('speech ends silenceMs after its last sound', async () => {
  const { samples, startMs, speechMs } = await recording('slt', TEXT, 1, 500, 2500);
  for (const silenceMs of [300, 500, 1500]) {
    const end = listen(samples, { silenceMs }).events.at(-1);
    expect(end?.type).toBe('speech-end');
    expect(Math.abs((end?.atMs ?? 0) - (startMs + speechMs + silenceMs))).toBeLessThan(120);
  }
});

test('with a longer minSpeechMs a short word does not count', async () => {
  const { samples } = await recording('rms', 'Stop!');
  expect(listen(samples, { minSpeechMs: 40 }).events.map(({ type }) => type)).toEqual(['speech-start', 'speech-end']);
  expect(listen(samples, { minSpeechMs: 600 }).events).toEqual([]);
});

test('the end of the stream ends the speech', async () => {
  const { samples, startMs } = await recording('slt', TEXT);
  const { events, detector } = listen(samples.subarray(0, Math.round((startMs + 1000) * 24)));
  expect(events.map(({ type }) => type)).toEqual(['speech-start']);
  expect(detector.isSpeech).toBe(true);
  const end = detector.flush();
  expect(Math.abs((end?.speechMs ?? 0) - 1000)).toBeLessThan(120);
  expect(detector.flush()).toBeUndefined();
});

function concat(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
