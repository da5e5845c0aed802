import { describe, expect, it } from 'vitest';
import { FOREIGN_ALPHABETS } from '../alphabets/foreign-alphabets.mjs';
import { CLASS_OF_VISEME, JAW_OF_VISEME, VISUAL_CLASSES } from '../alphabets/visual-classes.mjs';
import { Analyser } from './analyser.mjs';
import { HEADAUDIO_SHAPES } from './headaudio.mjs';
import { resample } from './resample.mjs';
import { WLIPSYNC_VISEMES } from './wlipsync.mjs';

describe('alphabets', () => {
  it('give each of the 22 visemes one visual class', () => {
    expect(VISUAL_CLASSES.flatMap(({ visemes }) => visemes).sort((a, b) => a - b)).toEqual([...Array(22).keys()]);
    expect([...CLASS_OF_VISEME].every((index) => index >= 0)).toBe(true);
    expect(JAW_OF_VISEME).toHaveLength(22);
  });

  it('lose nothing when a shape is turned into its viseme', () => {
    for (const alphabet of FOREIGN_ALPHABETS.values()) {
      for (const [name, { visemeId, visualClass }] of alphabet)
        expect(CLASS_OF_VISEME[visemeId], name).toBe(visualClass);
    }
  });

  it('hold every shape of every peer', () => {
    expect([...FOREIGN_ALPHABETS.get('oculus15').keys()].sort()).toEqual([...HEADAUDIO_SHAPES].sort());
    expect([...FOREIGN_ALPHABETS.get('rhubarb9').keys()].sort()).toEqual([...'ABCDEFGHX']);
    for (const visemeId of Object.values(WLIPSYNC_VISEMES)) expect(CLASS_OF_VISEME[visemeId]).toBeGreaterThan(0);
  });
});

describe('Analyser', () => {
  it('gives the bytes of Chromium', () => {
    // Bins 30 to 45 of an OfflineAudioContext at 48 kHz, suspended where so many samples had been rendered.
    const bytes = [
      [1024, [150, 155, 162, 171, 188, 205, 212, 209, 195, 175, 162, 153, 147, 141, 136, 132]],
      [4096, [143, 148, 155, 165, 188, 226, 244, 237, 205, 175, 169, 167, 169, 172, 176, 179]],
      [6400, [136, 141, 148, 158, 188, 237, 255, 250, 212, 168, 162, 160, 162, 165, 168, 172]],
    ];
    const sound = Float32Array.from(
      { length: 8192 },
      (_, i) => 0.4 * Math.sin(i / 9) + 0.2 * Math.sin((i * i) / 40_000),
    );
    const analyser = new Analyser(sound);
    for (const [heardSamples, expected] of bytes) {
      const spectrum = new Uint8Array(analyser.frequencyBinCount);
      analyser.heardSamples = heardSamples;
      analyser.getByteFrequencyData(spectrum);
      expect([...spectrum.subarray(30, 46)]).toEqual(expected);
    }
  });
});

describe('resample', () => {
  it.each([8000, 16_000, 22_050, 24_000, 44_100])('keeps a tone of 500 Hz where it is, from %i Hz', (rateHz) => {
    const tone = (hz, length) => Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * 500 * i) / hz));
    const resampled = resample(tone(rateHz, rateHz / 5), rateHz);
    const expected = tone(48_000, resampled.length);
    expect(resampled.length).toBe(9600);
    // Away from the ends, where there is nothing to see beyond.
    const error = resampled.map((value, i) => Math.abs(value - expected[i])).subarray(500, 9100);
    expect(Math.max(...error)).toBeLessThan(0.002);
  });
});
