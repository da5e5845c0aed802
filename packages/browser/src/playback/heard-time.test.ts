import { describe, expect, it } from 'vitest';
import { heardTimeSeconds, type OutputClock } from './heard-time.js';

const context = (fields: Partial<OutputClock>): OutputClock => ({
  currentTime: 10,
  baseLatency: 0.01,
  outputLatency: 0,
  ...fields,
});

const stamped = (contextTime: number, performanceTime: number) => () => ({ contextTime, performanceTime });

describe('heardTimeSeconds', () => {
  it('goes on from the timestamp of the output', () => {
    expect(heardTimeSeconds(context({ getOutputTimestamp: stamped(9.7, 5000) }), 5040)).toBeCloseTo(9.74);
  });

  it('is never beyond what was rendered: a suspended context hears nothing new', () => {
    expect(heardTimeSeconds(context({ getOutputTimestamp: stamped(9.99, 5000) }), 9000)).toBe(10);
  });

  it('takes the stated latency off where there is no timestamp, or one that cannot be', () => {
    expect(heardTimeSeconds(context({ outputLatency: 0.2 }), 5000)).toBeCloseTo(9.8);
    expect(heardTimeSeconds(context({ getOutputTimestamp: stamped(0, 0) }), 5000)).toBeCloseTo(9.99);
    expect(heardTimeSeconds(context({ getOutputTimestamp: stamped(1, 5000) }), 5000)).toBeCloseTo(9.99);
  });

  it('is not negative in the first moments', () => {
    expect(heardTimeSeconds(context({ currentTime: 0.005, outputLatency: 0.2 }), 5000)).toBe(0);
  });
});
