import { RealSpectrum } from './fft.mjs';

const SMOOTHING = 0.8;
const [MIN_DB, MAX_DB] = [-100, -30];

/**
 * Web Audio's AnalyserNode with its default settings, over a recording instead of a stream (Web Audio API 1.1, section
 * 1.8.6): Blackman window, Fourier transform, smoothing over time, decibels, bytes.
 */
export class Analyser {
  fftSize = 2048;
  /** How many samples have been heard. Move it on, then read. */
  heardSamples = 0;
  #samples;
  #made;

  /** @param {Float32Array} samples */
  constructor(samples) {
    this.#samples = samples;
  }

  get frequencyBinCount() {
    return this.fftSize / 2;
  }

  /** @param {Uint8Array} bytes gets the spectrum of the last `fftSize` samples; what was before the start is silence. */
  getByteFrequencyData(bytes) {
    const size = this.fftSize;
    this.#made ??= {
      spectrum: new RealSpectrum(size),
      window: blackman(size),
      windowed: new Float64Array(size),
      power: new Float64Array(size / 2),
      smoothed: new Float64Array(size / 2),
    };
    const { spectrum, window, windowed, power, smoothed } = this.#made;
    const samples = this.#samples;
    const first = this.heardSamples - size;
    for (let i = 0; i < size; i++) {
      const at = first + i;
      windowed[i] = at >= 0 && at < samples.length ? samples[at] * window[i] : 0;
    }
    spectrum.read(windowed, power);
    for (let k = 0; k < bytes.length; k++) {
      smoothed[k] = SMOOTHING * smoothed[k] + ((1 - SMOOTHING) * Math.sqrt(power[k])) / size;
      const decibels = 20 * Math.log10(smoothed[k]);
      bytes[k] = Math.max(0, Math.min(255, Math.floor((255 / (MAX_DB - MIN_DB)) * (decibels - MIN_DB))));
    }
  }
}

function blackman(size) {
  const alpha = 0.16;
  return Float64Array.from({ length: size }, (_, n) => {
    const angle = (2 * Math.PI * n) / size;
    return (1 - alpha) / 2 - 0.5 * Math.cos(angle) + (alpha / 2) * Math.cos(2 * angle);
  });
}
