import { ANALYSIS_RATE_HZ, HOP_SAMPLES } from '../frames/analysis-grid.js';
import { Framer } from '../frames/framer.js';
import { RESAMPLER_BLOCK_SAMPLES, Resampler } from '../frames/resampler.js';
import { LevelNormaliser } from './level-normaliser.js';
import { LogMel, MEL_BAND_COUNT } from './log-mel.js';

/** -66 dB of full scale, as the natural logarithm of power: under the quietest speech that a call carries. */
export const QUIET_LOG_POWER = (-66 / 10) * Math.LN10;

const FRAMES_PER_SECOND = ANALYSIS_RATE_HZ / HOP_SAMPLES;

/**
 * Takes one row of features.
 *
 * @param features {@link MEL_BAND_COUNT} values; valid during the call only.
 * @param quiet true when the frame is too quiet to be speech, whatever its shape.
 */
export type FeatureSink = (features: Float32Array, quiet: boolean) => void;

/** Samples at any rate to one row of normalised log-mel features per 10 ms. The same code feeds training. */
export class FeatureExtractor {
  readonly #sampleRateHz: number;
  readonly #resampler: Resampler;
  readonly #framer = new Framer();
  readonly #logMel = new LogMel();
  readonly #normaliser = new LevelNormaliser();
  readonly #features = new Float32Array(MEL_BAND_COUNT);
  readonly #zeros = new Float32Array(RESAMPLER_BLOCK_SAMPLES);
  #samples = 0;
  #frames = 0;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` unless the rate is a whole number of 8000 to 48000. */
  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#resampler = new Resampler(sampleRateHz);
  }

  /** Milliseconds of audio taken since the last reset. */
  get mediaMs(): number {
    return (this.#samples * 1000) / this.#sampleRateHz;
  }

  /** Takes samples, mono, -1 to 1; any number of them. The array is read during the call only. */
  push(samples: Float32Array, sink: FeatureSink): void {
    for (let start = 0; start < samples.length; start += RESAMPLER_BLOCK_SAMPLES) {
      this.#pushBlock(samples, start, Math.min(samples.length, start + RESAMPLER_BLOCK_SAMPLES), sink);
    }
    this.#samples += samples.length;
  }

  /**
   * Pads the stream with silence until every frame that starts within the audio is out, and `extraFrames` more.
   * Call {@link reset} before the next stream.
   */
  flush(extraFrames: number, sink: FeatureSink): void {
    const frames = Math.ceil((this.#samples * FRAMES_PER_SECOND) / this.#sampleRateHz) + extraFrames;
    while (this.#frames < frames) this.#pushBlock(this.#zeros, 0, 1, sink);
  }

  /** Forgets the stream. */
  reset(): void {
    this.#resampler.reset();
    this.#framer.reset();
    this.#normaliser.reset();
    this.#samples = 0;
    this.#frames = 0;
  }

  #pushBlock(samples: Float32Array, start: number, end: number, sink: FeatureSink): void {
    const count = this.#resampler.process(samples, start, end);
    for (let i = 0; i < count; i++) {
      if (!this.#framer.push(this.#resampler.output[i] as number)) continue;
      this.#logMel.analyse(this.#framer.window);
      this.#normaliser.normalise(this.#logMel, this.#features);
      this.#frames++;
      sink(this.#features, this.#logMel.logPower < QUIET_LOG_POWER);
    }
  }
}
