/**
 * Power spectrum of real signals of one fixed length, a power of two from 16.
 *
 * The even and odd samples are taken as real and imaginary part of a signal of half the length (radix-2,
 * decimation in time), whose spectrum is then taken apart: half the work of a complex transform.
 */
export class RealFft {
  /** Length of the signal. */
  readonly size: number;
  readonly #half: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint16Array;

  constructor(size: number) {
    this.size = size;
    const half = size / 2;
    this.#half = half;
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
    // e^(-2 pi i k / size); the half-length transform uses every second entry.
    this.#cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    const bits = Math.log2(half);
    this.#reversed = Uint16Array.from({ length: half }, (_, i) => {
      let r = 0;
      for (let b = 0; b < bits; b++) r |= ((i >> b) & 1) << (bits - 1 - b);
      return r;
    });
  }

  /**
   * Writes `|X[k]|²` for `k` from 0 to `size / 2` into `power`.
   *
   * @param signal `size` samples; left as it is.
   * @param power `size / 2 + 1` values, overwritten.
   */
  power(signal: Float32Array, power: Float32Array): void {
    this.#transformPairs(signal);
    const half = this.#half;
    const re = this.#re;
    const im = this.#im;
    const re0 = re[0] as number;
    const im0 = im[0] as number;
    power[0] = (re0 + im0) * (re0 + im0);
    power[half] = (re0 - im0) * (re0 - im0);
    for (let k = 1; k < half; k++) {
      // Even samples' spectrum: (Z[k] + conj Z[half - k]) / 2; odd samples': the difference / 2i.
      const a = re[k] as number;
      const b = im[k] as number;
      const c = re[half - k] as number;
      const d = -(im[half - k] as number);
      const evenRe = (a + c) / 2;
      const evenIm = (b + d) / 2;
      const oddRe = (b - d) / 2;
      const oddIm = (c - a) / 2;
      const cos = this.#cos[k] as number;
      const sin = this.#sin[k] as number;
      const xRe = evenRe + cos * oddRe - sin * oddIm;
      const xIm = evenIm + cos * oddIm + sin * oddRe;
      power[k] = xRe * xRe + xIm * xIm;
    }
  }

  #transformPairs(signal: Float32Array): void {
    const half = this.#half;
    const re = this.#re;
    const im = this.#im;
    for (let i = 0; i < half; i++) {
      const from = 2 * (this.#reversed[i] as number);
      re[i] = signal[from] as number;
      im[i] = signal[from + 1] as number;
    }
    this.#firstTwoStages();
    for (let span = 4; span < half; span *= 2) {
      const stride = half / span;
      for (let j = 0; j < span; j++) {
        const cos = this.#cos[j * stride] as number;
        const sin = this.#sin[j * stride] as number;
        for (let top = j; top < half; top += 2 * span) {
          const low = top + span;
          const tRe = cos * (re[low] as number) - sin * (im[low] as number);
          const tIm = cos * (im[low] as number) + sin * (re[low] as number);
          re[low] = (re[top] as number) - tRe;
          im[low] = (im[top] as number) - tIm;
          re[top] = (re[top] as number) + tRe;
          im[top] = (im[top] as number) + tIm;
        }
      }
    }
  }

  /** The stages of span 1 and 2 need no multiplication: their factors are 1 and -i. A quarter of all butterflies. */
  #firstTwoStages(): void {
    const re = this.#re;
    const im = this.#im;
    for (let k = 0; k < this.#half; k += 4) {
      const re0 = (re[k] as number) + (re[k + 1] as number);
      const im0 = (im[k] as number) + (im[k + 1] as number);
      const re1 = (re[k] as number) - (re[k + 1] as number);
      const im1 = (im[k] as number) - (im[k + 1] as number);
      const re2 = (re[k + 2] as number) + (re[k + 3] as number);
      const im2 = (im[k + 2] as number) + (im[k + 3] as number);
      const re3 = (re[k + 2] as number) - (re[k + 3] as number);
      const im3 = (im[k + 2] as number) - (im[k + 3] as number);
      re[k] = re0 + re2;
      im[k] = im0 + im2;
      re[k + 1] = re1 + im3;
      im[k + 1] = im1 - re3;
      re[k + 2] = re0 - re2;
      im[k + 2] = im0 - im2;
      re[k + 3] = re1 - im3;
      im[k + 3] = im1 + re3;
    }
  }
}
