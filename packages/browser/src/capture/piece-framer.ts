import { BandLimitedResampler } from '../dsp/band-limited-resampler.js';

/** Rate that voice services take speech at. */
export const MICROPHONE_RATE_HZ = 16_000;
/** 32 ms: short enough to be answered soon, long enough that a message is more speech than envelope. */
export const PIECE_SAMPLES = 512;

/**
 * Receives one piece of speech.
 *
 * @param samples {@link PIECE_SAMPLES} at {@link MICROPHONE_RATE_HZ}, mono, -1 to 1. The framer's own buffer: copy it
 * before the call returns.
 * @param level root mean square of the piece, 0 to 1.
 */
export type PieceSink = (samples: Float32Array, level: number) => void;

/**
 * Cuts what a microphone gives into pieces of 32 ms at 16 kHz.
 *
 * Runs in the audio thread: it allocates nothing after construction.
 */
export class PieceFramer {
  readonly #resampler: BandLimitedResampler;
  readonly #piece = new Float32Array(PIECE_SAMPLES);
  readonly #resampled: Float32Array;
  readonly #maxInputSamples = 128;
  #filled = 0;

  /** @param inputRateHz rate of the audio context, 8,000 to 192,000 Hz. */
  constructor(inputRateHz: number) {
    this.#resampler = new BandLimitedResampler(inputRateHz, MICROPHONE_RATE_HZ);
    this.#resampled = new Float32Array(this.#resampler.maxOutputSamples(this.#maxInputSamples));
  }

  /**
   * @param samples the next of the stream, any number (a render quantum is 128), mono, -1 to 1.
   * @param emit called for each piece that is complete now.
   */
  push(samples: Float32Array, emit: PieceSink): void {
    if (samples.length > this.#maxInputSamples) {
      // Render quanta are 128 samples everywhere today; a longer one is cut, at the price of a view a cut.
      for (let at = 0; at < samples.length; at += this.#maxInputSamples) {
        this.push(samples.subarray(at, at + this.#maxInputSamples), emit);
      }
      return;
    }
    const count = this.#resampler.process(samples, this.#resampled);
    for (let i = 0; i < count; i++) {
      this.#piece[this.#filled++] = this.#resampled[i] as number;
      if (this.#filled === PIECE_SAMPLES) {
        this.#filled = 0;
        emit(this.#piece, rootMeanSquare(this.#piece));
      }
    }
  }
}

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] as number) ** 2;
  return Math.min(1, Math.sqrt(sum / samples.length));
}
