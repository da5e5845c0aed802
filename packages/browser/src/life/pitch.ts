/** Voices of speech lie between, in Hz. */
const LOWEST_HZ = 70;
const HIGHEST_HZ = 400;
/** A dip this deep is a period, and one that is no shallower than the other may be. */
const SURE_DIP = 0.15;
const LAST_DIP = 0.35;
/** In noise no dip is sure; of those about as deep as the deepest the first is the period, the others its multiples. */
const ABOUT = 0.13;

/**
 * How high a voice is, by the period at which its wave looks like itself: YIN (de Cheveigné and Kawahara, "YIN, a
 * fundamental frequency estimator for speech and music", 2002), steps 1 to 5, on sound of about 6 kHz, where the periods of
 * speech are still told apart and there is little to compute.
 *
 *     d(lag)  = sum of (x[i] - x[i + lag])^2
 *     d'(lag) = d(lag) * lag / (d(1) + ... + d(lag))
 */
export class PitchEstimator {
  /** How many samples {@link pitchHz} looks at. */
  readonly windowSamples: number;
  readonly #rateHz: number;
  readonly #minLag: number;
  readonly #maxLag: number;
  readonly #difference: Float32Array;

  /** @param rateHz rate of the sound, 2,000 or more. */
  constructor(rateHz: number) {
    this.#rateHz = rateHz;
    this.#minLag = Math.floor(rateHz / HIGHEST_HZ);
    this.#maxLag = Math.ceil(rateHz / LOWEST_HZ);
    this.windowSamples = 2 * this.#maxLag + 2;
    this.#difference = new Float32Array(this.#maxLag + 2);
  }

  /**
   * @param sound at least `from + windowSamples` samples; only read.
   * @returns 70 to 400; `NaN` where there is no voice.
   */
  pitchHz(sound: Float32Array, from: number): number {
    const d = this.#difference;
    const last = this.#maxLag + 1;
    let sum = 0;
    d[0] = 1;
    for (let lag = 1; lag <= last; lag++) {
      let difference = 0;
      for (let i = from; i < from + this.#maxLag; i++) {
        const way = (sound[i] as number) - (sound[i + lag] as number);
        difference += way * way;
      }
      sum += difference;
      d[lag] = sum > 0 ? (difference * lag) / sum : 1;
    }
    const lag = this.#period();
    return lag < 0 ? Number.NaN : this.#rateHz / this.#refined(lag);
  }

  /** The first dip that is deep enough; -1 if there is none. */
  #period(): number {
    const d = this.#difference;
    let deepest = 1;
    for (let lag = this.#minLag; lag <= this.#maxLag; lag++) deepest = Math.min(deepest, d[lag] as number);
    if (deepest > LAST_DIP) return -1;
    const enough = Math.max(SURE_DIP, deepest + ABOUT);
    let lag = this.#minLag;
    while ((d[lag] as number) > enough) lag++;
    while (lag < this.#maxLag && (d[lag + 1] as number) < (d[lag] as number)) lag++;
    return lag;
  }

  /** Where the dip is deepest between samples: the vertex of a parabola through three. */
  #refined(lag: number): number {
    const d = this.#difference;
    const [before, at, behind] = [d[lag - 1] as number, d[lag] as number, d[lag + 1] as number];
    const bend = before - 2 * at + behind;
    return bend > 0 ? lag + Math.max(-0.5, Math.min(0.5, (before - behind) / (2 * bend))) : lag;
  }
}
