/** Rate at which the emulator listens: enough for all that tells a voice from noise. */
export const BAND_RATE_HZ = 8_000;

/** Below this there is rumble and mains hum, and little of a voice that its harmonics do not repeat. */
const RUMBLE_HZ = 90;
const RUMBLE_POLE = Math.exp((-2 * Math.PI * RUMBLE_HZ) / BAND_RATE_HZ);

/**
 * Brings sound of any rate to 8 kHz and takes the rumble away.
 *
 * Each output sample is the mean of the input that falls into it: a coarse filter, but a detector only asks how loud and
 * how regular a sound is.
 */
export class SpeechBand {
  readonly #step: number;
  #position = 0;
  #sum = 0;
  #count = 0;
  #lastIn = 0;
  #lastOut = 0;

  /** @param sampleRateHz of the input, 8,000 or more. */
  constructor(readonly sampleRateHz: number) {
    this.#step = BAND_RATE_HZ / sampleRateHz;
  }

  /**
   * @param samples mono, -1 to 1; only read.
   * @param emit called for each sample at 8 kHz.
   */
  push(samples: Float32Array, emit: (sample: number) => void): void {
    for (const sample of samples) {
      this.#sum += sample;
      this.#count++;
      this.#position += this.#step;
      if (this.#position < 1 - 1e-9) continue;
      this.#position -= 1;
      const mean = this.#sum / this.#count;
      this.#sum = 0;
      this.#count = 0;
      this.#lastOut = mean - this.#lastIn + RUMBLE_POLE * this.#lastOut;
      this.#lastIn = mean;
      emit(this.#lastOut);
    }
  }
}
