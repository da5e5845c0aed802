import { describe, expect, it } from 'vitest';
import { matchWaveform, resample } from './waveform.js';

const sampleRateHz = 24_000;

/** Two seconds of something like speech: a gliding tone that swells, with pauses. */
function voice(): Float32Array {
  const samples = new Float32Array(2 * sampleRateHz);
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const t = i / sampleRateHz;
    phase += (2 * Math.PI * (180 + 60 * Math.sin(5 * t))) / sampleRateHz;
    const loud = Math.max(0, Math.sin(2 * Math.PI * 2.3 * t));
    samples[i] = loud * (0.3 * Math.sin(phase) + 0.1 * Math.sin(7.1 * phase));
  }
  return samples;
}

function recordingOf(...pieces: Float32Array[]): Float32Array {
  const silence = new Float32Array(12_345);
  const all = [silence, ...pieces, silence];
  const recorded = new Float32Array(all.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    recorded.set(piece, at);
    at += piece.length;
  }
  return recorded;
}

describe('matchWaveform', () => {
  const expected = voice();

  it('finds the sound to the sample', () => {
    const match = matchWaveform(recordingOf(expected), expected, { sampleRateHz });
    expect(match).toEqual({
      startSample: 12_345,
      worstSnrDb: Number.POSITIVE_INFINITY,
      snrDb: Number.POSITIVE_INFINITY,
      shifts: [],
      strayPeak: 0,
    });
  });

  it.each([
    ['one sample lost', recordingOf(expected.subarray(0, 20_000), expected.subarray(20_001))],
    ['one sample repeated', recordingOf(expected.subarray(0, 20_001), expected.subarray(20_000))],
    [
      '10 ms of silence put in',
      recordingOf(expected.subarray(0, 20_000), new Float32Array(240), expected.subarray(20_000)),
    ],
  ])('notices %s', (_, recorded) => {
    const match = matchWaveform(recorded, expected, { sampleRateHz });
    expect(match.worstSnrDb).toBeLessThan(30);
    expect(match.shifts.length).toBeGreaterThan(0);
  });

  it('notices sound around it', () => {
    const match = matchWaveform(recordingOf(expected.subarray(22_000, 23_000), expected), expected, { sampleRateHz });
    expect(match.strayPeak).toBeGreaterThan(0.05);
  });
});

describe('resample', () => {
  it.each([44_100, 48_000])('keeps a tone a tone at %i Hz', (toHz) => {
    const tone = (rate: number) =>
      Float32Array.from({ length: rate / 10 }, (_, i) => Math.sin((2 * Math.PI * 5000 * i) / rate));
    const expected = tone(toHz);
    const difference = resample(tone(24_000), 24_000, toHz).map((x, i) => x - (expected[i] as number));
    // Away from the ends, where the tone is cut off.
    expect(Math.max(...difference.subarray(200, -200).map(Math.abs))).toBeLessThan(1e-3);
  });
});
