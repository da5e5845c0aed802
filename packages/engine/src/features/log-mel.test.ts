import { describe, expect, it } from 'vitest';
import { ANALYSIS_RATE_HZ, WINDOW_SAMPLES } from '../frames/analysis-grid.js';
import { LogMel, MEL_BAND_COUNT } from './log-mel.js';

function tone(hz: number, amplitude: number): Float32Array {
  return Float32Array.from(
    { length: WINDOW_SAMPLES },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / ANALYSIS_RATE_HZ),
  );
}

describe('LogMel', () => {
  it('measures the power of a tone: half its amplitude squared', () => {
    const logMel = new LogMel();
    for (const hz of [200, 1000, 3000, 6000]) {
      logMel.analyse(tone(hz, 0.1));
      expect(logMel.logPower).toBeCloseTo(Math.log(0.1 ** 2 / 2), 1);
    }
  });

  it('puts higher tones into higher bands', () => {
    const logMel = new LogMel();
    let previous = -1;
    for (const hz of [100, 300, 700, 1500, 3000, 5000, 7000]) {
      logMel.analyse(tone(hz, 0.1));
      const loudest = logMel.bands.indexOf(Math.max(...logMel.bands));
      expect(loudest).toBeGreaterThan(previous);
      previous = loudest;
    }
    expect(previous).toBeLessThan(MEL_BAND_COUNT);
  });

  it('stays finite for silence', () => {
    const logMel = new LogMel();
    logMel.analyse(new Float32Array(WINDOW_SAMPLES));
    expect([...logMel.bands, logMel.logPower].every(Number.isFinite)).toBe(true);
  });
});
