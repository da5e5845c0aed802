import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/seeded-random.js';
import { PitchEstimator } from './pitch.js';

const RATE_HZ = 6_000;

/** Pulses of a glottis through two resonances, with noise of a level relative to the voice. */
function voice(hzAt: (seconds: number) => number, seconds: number, noiseLevel = 0): Float32Array {
  const random = seededRandom(3);
  let phase = 0;
  return Float32Array.from({ length: seconds * RATE_HZ }, (_, i) => {
    phase += hzAt(i / RATE_HZ) / RATE_HZ;
    let sample = 0;
    for (let harmonic = 1; harmonic * hzAt(i / RATE_HZ) < 2_800; harmonic++) {
      const hz = harmonic * hzAt(i / RATE_HZ);
      const resonance = 1 / (1 + ((hz - 600) / 150) ** 2) + 0.5 / (1 + ((hz - 1_300) / 200) ** 2) + 0.1;
      sample += resonance * Math.sin(2 * Math.PI * harmonic * phase);
    }
    return 0.2 * (sample + noiseLevel * (random() - 0.5));
  });
}

/** Errors in semitones, over the whole sound. */
function errors(sound: Float32Array, hzAt: (seconds: number) => number): number[] {
  const estimator = new PitchEstimator(RATE_HZ);
  const found: number[] = [];
  for (let at = 0; at + estimator.windowSamples <= sound.length; at += 120) {
    const middle = (at + estimator.windowSamples / 2) / RATE_HZ;
    found.push(12 * Math.log2(estimator.pitchHz(sound, at) / hzAt(middle)));
  }
  return found;
}

describe('PitchEstimator', () => {
  it.each([75, 100, 140, 210, 300, 390])('hears a voice of %i Hz to a quarter of a semitone', (hz) => {
    const off = errors(
      voice(() => hz, 0.6),
      () => hz,
    );
    expect(off.length).toBeGreaterThan(20);
    for (const semitones of off) expect(Math.abs(semitones)).toBeLessThan(0.25);
  });

  it('follows a voice that rises by two octaves, in noise, and takes no octave for another', () => {
    const glide = (seconds: number) => 90 * 4 ** (seconds / 2);
    const off = errors(voice(glide, 2, 1), glide);
    expect(off.filter((semitones) => Math.abs(semitones) < 1).length / off.length).toBeGreaterThan(0.97);
  });

  it('hears no voice in noise, nor in silence', () => {
    const random = seededRandom(4);
    const noise = Float32Array.from({ length: RATE_HZ }, () => random() - 0.5);
    const heard = errors(noise, () => 100).filter((semitones) => !Number.isNaN(semitones));
    expect(heard.length).toBeLessThan(3);
    expect(new PitchEstimator(RATE_HZ).pitchHz(new Float32Array(1_000), 0)).toBeNaN();
  });
});
