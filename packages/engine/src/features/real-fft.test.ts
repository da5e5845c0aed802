import { describe, expect, it } from 'vitest';
import { RealFft } from './real-fft.js';

describe('RealFft', () => {
  it('agrees with the definition', () => {
    const size = 16;
    const signal = Float32Array.from({ length: size }, (_, i) => Math.sin(i * i) + (i % 3) - 0.5);
    const power = new Float32Array(size / 2 + 1);
    new RealFft(size).power(signal, power);
    for (let k = 0; k <= size / 2; k++) {
      let re = 0;
      let im = 0;
      signal.forEach((x, n) => {
        re += x * Math.cos((2 * Math.PI * k * n) / size);
        im -= x * Math.sin((2 * Math.PI * k * n) / size);
      });
      expect(power[k]).toBeCloseTo(re * re + im * im, 4);
    }
  });

  it('puts a tone into its own bin', () => {
    const signal = Float32Array.from({ length: 512 }, (_, i) => Math.cos((2 * Math.PI * 37 * i) / 512));
    const power = new Float32Array(257);
    new RealFft(512).power(signal, power);
    expect(power[37]).toBeCloseTo(256 * 256, 0);
    expect(power.filter((p, k) => k !== 37 && p > 1e-6)).toHaveLength(0);
  });
});
