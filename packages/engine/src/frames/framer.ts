import { HOP_SAMPLES, WINDOW_LEAD_SAMPLES, WINDOW_SAMPLES } from './analysis-grid.js';

/**
 * Pole of the filter that takes out a constant offset: 3 dB down at 13 Hz, far below any voice. A microphone's offset
 * would otherwise leak through the window into the lowest mel bands.
 */
export const DC_POLE = 0.995;

/** Cuts a 16 kHz stream into overlapping windows, one per hop, and takes out any constant offset. */
export class Framer {
  /** The window that is ready: {@link WINDOW_SAMPLES} samples. Read it before the next {@link push}. */
  readonly window = new Float32Array(WINDOW_SAMPLES);
  readonly #pending = new Float32Array(WINDOW_SAMPLES);
  #filled = 0;
  #lastIn = 0;
  #lastOut = 0;

  constructor() {
    this.reset();
  }

  /** Forgets the stream. */
  reset(): void {
    this.#pending.fill(0);
    this.#filled = WINDOW_LEAD_SAMPLES;
    this.#lastIn = 0;
    this.#lastOut = 0;
  }

  /**
   * Takes one sample.
   *
   * @returns true when it completed a window.
   */
  push(sample: number): boolean {
    const out = sample - this.#lastIn + DC_POLE * this.#lastOut;
    this.#lastIn = sample;
    this.#lastOut = out;
    this.#pending[this.#filled++] = out;
    if (this.#filled < WINDOW_SAMPLES) return false;
    this.window.set(this.#pending);
    this.#pending.copyWithin(0, HOP_SAMPLES);
    this.#filled = WINDOW_SAMPLES - HOP_SAMPLES;
    return true;
  }
}
