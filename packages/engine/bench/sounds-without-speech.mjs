// Sounds in which nobody speaks, 16 kHz, the same every time: the mouth has to rest. Made from formulas, not from music.
import { noise } from './synthetic-model.mjs';

export const RATE_HZ = 16_000;

/** @typedef {(i: number) => number} Sound Sample `i`, by and large -1 to 1; called in order. */

const tone = (hz, i) => Math.sin((2 * Math.PI * hz * i) / RATE_HZ);
const seconds = (i) => i / RATE_HZ;

/** Nothing that could be taken for a sound: no cue at all. @type {Record<string, () => Sound>} */
export const NOTHING = {
  'digital silence': () => () => 0,
  'a constant offset': () => () => 0.5,
  'nothing but NaN': () => () => Number.NaN,
  'nothing but infinities': () => (i) => (i % 2 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY),
  dither: () => {
    const white = noise();
    return () => white() / 32_768;
  },
  'half the sampling rate': () => (i) => (i % 2 ? 0.9 : -0.9),
};

/** What stands around a microphone, or comes through one. @type {Record<string, () => Sound>} */
export const NOISES = {
  'quiet hiss': () => scaled(noise(), 0.003),
  'loud hiss': () => scaled(noise(), 0.1),
  'hiss at full scale': () => scaled(noise(), 0.9),
  'clipped hiss': () => scaled(noise(), 30),
  'hiss that comes and goes': () => {
    const white = noise();
    return (i) => 0.1 * white() * (1 + Math.sin(2 * Math.PI * 1.3 * seconds(i)));
  },
  rumble: () => {
    const white = noise();
    let low = 0;
    return () => (low = 0.99 * low + 0.01 * white());
  },
  'mains hum': () => (i) => 0.05 * tone(50, i) + 0.02 * tone(150, i),
  'a buzzer': () => (i) => (tone(120, i) > 0 ? 0.3 : -0.3),
  clicks: () => (i) => (i % 8000 === 4000 ? 0.8 : 0),
  'an offset that jumps': () => (i) => (i % 8000 < 4000 ? 0.5 : -0.5),
  typing: () => {
    const white = noise();
    return (i) => 0.3 * white() * Math.exp((-120 * (i % 2700)) / RATE_HZ);
  },
  'a held chord': () => (i) => 0.05 * (tone(220, i) + tone(277.2, i) + tone(329.6, i)),
};

/** What has pitch and rhythm as a voice has. @type {Record<string, () => Sound>} */
export const MUSIC = {
  'plucked chords': () => chords,
  drums,
  'a melody': () => melody,
  'a band': () => {
    const beat = drums();
    return (i) => chords(i) + beat(i) + melody(i);
  },
  'touch tones': () => (i) => (i % 3200 < 1600 ? 0.2 * (tone(770, i) + tone(1336, i)) : 0),
  'a siren': () => (i) => 0.2 * Math.sin(2 * Math.PI * (800 * seconds(i) + 60 * Math.sin(Math.PI * seconds(i)))),
};

const CHORDS_HZ = [
  [220, 277.2, 329.6],
  [196, 246.9, 293.7],
  [174.6, 220, 261.6],
  [164.8, 207.7, 246.9],
];
const SCALE_SEMITONES = [0, 2, 4, 5, 7, 5, 4, 2];

/** Two chords a second, four harmonics each. */
function chords(i) {
  const beat = RATE_HZ / 2;
  const t = seconds(i % beat);
  let sum = 0;
  for (const hz of CHORDS_HZ[Math.floor(i / beat) % CHORDS_HZ.length]) {
    for (let harmonic = 1; harmonic <= 4; harmonic++) {
      sum += (Math.exp(-3 * harmonic * t) * Math.sin(2 * Math.PI * hz * harmonic * t)) / harmonic;
    }
  }
  return 0.1 * Math.min(1, 200 * t) * sum;
}

/** A falling tone and a burst of noise in turn, four a second. */
function drums() {
  const white = noise();
  return (i) => {
    const beat = RATE_HZ / 4;
    const t = seconds(i % beat);
    const kick = Math.sin(2 * Math.PI * (60 + 100 * Math.exp(-40 * t)) * t);
    return 0.5 * Math.exp(-30 * t) * (Math.floor(i / beat) % 2 ? white() : kick);
  };
}

/** Up and down a scale, with vibrato. */
function melody(i) {
  const noteSamples = 0.3 * RATE_HZ;
  const note = SCALE_SEMITONES[Math.floor(i / noteSamples) % SCALE_SEMITONES.length];
  const t = seconds(i % noteSamples);
  const hz = 440 * 2 ** (note / 12);
  const vibrato = 0.3 * Math.sin(2 * Math.PI * 5.5 * seconds(i));
  return 0.2 * Math.min(1, 50 * t) * (Math.sin(2 * Math.PI * hz * t + vibrato) + 0.4 * Math.sin(4 * Math.PI * hz * t));
}

function scaled(white, gain) {
  return () => gain * white();
}
