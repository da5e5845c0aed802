/** Cosines, sines and the order of a transform of each length, made once. */
const plans = new Map();

/**
 * The discrete Fourier transform of a complex signal, in place (Cooley and Tukey, radix 2).
 *
 * @param {Float64Array} real
 * @param {Float64Array} imaginary the same length, a power of two.
 */
export function transform(real, imaginary) {
  const size = real.length;
  const { cos, sin, order } = planFor(size);
  for (let i = 0; i < size; i++) {
    const j = order[i];
    if (j <= i) continue;
    const re = real[i];
    const im = imaginary[i];
    real[i] = real[j];
    imaginary[i] = imaginary[j];
    real[j] = re;
    imaginary[j] = im;
  }
  for (let half = 1, step = size / 2; half < size; half *= 2, step /= 2) {
    for (let k = 0; k < half; k++) {
      const c = cos[k * step];
      const s = sin[k * step];
      for (let a = k; a < size; a += 2 * half) {
        const b = a + half;
        const re = real[b] * c + imaginary[b] * s;
        const im = imaginary[b] * c - real[b] * s;
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
      }
    }
  }
}

/** The squared magnitudes of a real signal's spectrum, through a complex transform of half its length. */
export class RealSpectrum {
  #real;
  #imaginary;

  /** @param {number} size of the signal, a power of two. */
  constructor(size) {
    this.size = size;
    this.#real = new Float64Array(size / 2);
    this.#imaginary = new Float64Array(size / 2);
  }

  /**
   * @param {Float64Array} signal
   * @param {Float64Array} power gets |X[k]|² for k from 0 to `size / 2 - 1`.
   */
  read(signal, power) {
    const half = this.size / 2;
    const [real, imaginary] = [this.#real, this.#imaginary];
    // Even samples become the real part, odd ones the imaginary part: two transforms for one.
    for (let i = 0; i < half; i++) {
      real[i] = signal[2 * i];
      imaginary[i] = signal[2 * i + 1];
    }
    transform(real, imaginary);
    const { cos, sin } = planFor(this.size);
    for (let k = 0; k < half; k++) {
      const m = (half - k) % half;
      const evenRe = (real[k] + real[m]) / 2;
      const evenIm = (imaginary[k] - imaginary[m]) / 2;
      const oddRe = (imaginary[k] + imaginary[m]) / 2;
      const oddIm = (real[m] - real[k]) / 2;
      const re = evenRe + oddRe * cos[k] + oddIm * sin[k];
      const im = evenIm + oddIm * cos[k] - oddRe * sin[k];
      power[k] = re * re + im * im;
    }
  }
}

function planFor(size) {
  const known = plans.get(size);
  if (known) return known;
  const bits = Math.log2(size);
  const plan = {
    cos: Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size)),
    sin: Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size)),
    order: Uint32Array.from({ length: size }, (_, i) => {
      let mirrored = 0;
      for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) mirrored |= 1 << (bits - 1 - bit);
      return mirrored;
    }),
  };
  plans.set(size, plan);
  return plan;
}
