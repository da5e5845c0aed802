import { describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../frames/analysis-grid.js';
import { LevelNormaliser } from './level-normaliser.js';
import { LogMel, MEL_BAND_COUNT } from './log-mel.js';

/** Features of the last of many windows of one sound, whose parts come and go. */
function lastFeatures(gain: number, frames: number): Float32Array {
  const logMel = new LogMel();
  const normaliser = new LevelNormaliser();
  const features = new Float32Array(MEL_BAND_COUNT);
  for (let frame = 0; frame < frames; frame++) {
    const window = Float32Array.from(
      { length: WINDOW_SAMPLES },
      (_, i) => gain * (Math.sin(i * 0.05 * (1 + (frame % 7))) + 0.3 * Math.sin(i * i * 0.01)),
    );
    logMel.analyse(window);
    normaliser.normalise(logMel, features);
  }
  return features;
}

describe('LevelNormaliser', () => {
  it.each([0.02, 0.1])('makes a voice at %d of its loudness the same', (gain) => {
    const loud = lastFeatures(0.5, 50);
    lastFeatures(0.5 * gain, 50).forEach((value, band) => {
      // The attack starts from the same floor, so that a quieter voice gets there a little sooner.
      expect(Math.abs(value - (loud[band] ?? Number.NaN))).toBeLessThan(0.15);
    });
  });

  it('shows what is far too quiet for a voice as quiet', () => {
    const quiet = lastFeatures(1e-5, 50);
    const loud = lastFeatures(0.5, 50);
    expect(quiet.every((value, band) => value <= (loud[band] ?? 0))).toBe(true);
    expect(Math.max(...quiet)).toBeLessThan(0);
  });

  it('has forgotten the voice after a reset', () => {
    const logMel = new LogMel();
    const normaliser = new LevelNormaliser();
    const [first, second] = [new Float32Array(MEL_BAND_COUNT), new Float32Array(MEL_BAND_COUNT)];
    logMel.analyse(new Float32Array(WINDOW_SAMPLES).map((_, i) => Math.sin(i * 0.3)));
    normaliser.normalise(logMel, first);
    for (let i = 0; i < 30; i++) normaliser.normalise(logMel, second);
    normaliser.reset();
    normaliser.normalise(logMel, second);
    expect(second).toEqual(first);
  });
});
