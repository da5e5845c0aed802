import { type LogMel, MEL_BAND_COUNT } from './log-mel.js';

const NEPERS_PER_DB = Math.LN10 / 10;

/** The voice is never taken to be quieter than this: -50 dB of full scale. What is far below it is no speech. */
const LOWEST_LEVEL = -50 * NEPERS_PER_DB;
/** Share of the way that the level follows a louder frame: there in about three frames, but not for one click. */
const ATTACK = 0.3;
/** How fast the level falls, per frame: 3 dB a second while someone speaks, 1 dB a second in pauses. */
const DECAY_ACTIVE = (3 * NEPERS_PER_DB) / 100;
const DECAY_PAUSE = (1 * NEPERS_PER_DB) / 100;
/** Frames within this of the level count as speech when the long-term spectrum is learned. */
const ACTIVE_RANGE = 20 * NEPERS_PER_DB;
/** Bands are cut off this far below the level; a room's noise and digital silence then look the same. */
const BAND_RANGE = 16;
/** The long-term spectrum starts as {@link TYPICAL_SPECTRUM}, worth this many frames, and later averages 4 s. */
const TYPICAL_FRAMES = 50;
const AVERAGED_FRAMES = 400;
/** Brings features to a spread of about 1. */
const SCALE = 1 / 2.5;

/**
 * Mean of (band - level) over active frames of speech, in nepers of power. Measured on an hour of the training
 * material, half people and half synthesizers. Only a starting point, so that its exact values do not matter; but a
 * model is trained with one set of them and needs the same ever after.
 */
const TYPICAL_SPECTRUM = Float32Array.of(
  -6,
  -5.5,
  -5,
  -5.1,
  -5,
  -5,
  -5.6,
  -6.2,
  -7.2,
  -8.1,
  -8.8,
  -9.3,
  -9.7,
  -9.8,
  -9.8,
  -9.9,
  -10,
  -10.1,
  -10.3,
  -10.4,
  -10.5,
  -10.5,
  -10.4,
  -10.4,
  -10.5,
  -10.5,
  -10.3,
  -10.2,
  -10.4,
  -10.6,
  -10.7,
  -10.8,
  -11.1,
  -11.3,
  -11.2,
  -11.2,
  -11.6,
  -12.1,
  -12.4,
  -12.9,
);

/**
 * Makes log-mel rows independent of how loud the voice is and what colour the channel has, using only the past.
 *
 * `feature = (max(band - level, -range) - long-term mean of that band) / 2.5`, where `level` follows the loudest recent
 * frames and the mean runs over frames near that level.
 */
export class LevelNormaliser {
  #level = LOWEST_LEVEL;
  #activeFrames = 0;
  readonly #mean = new Float32Array(MEL_BAND_COUNT);

  constructor() {
    this.reset();
  }

  /** Forgets the voice. */
  reset(): void {
    this.#level = LOWEST_LEVEL;
    this.#activeFrames = 0;
    this.#mean.set(TYPICAL_SPECTRUM);
  }

  /**
   * @param logMel the newest frame. Passed whole, because a number passed to a function may be put on the heap.
   * @param features {@link MEL_BAND_COUNT} values, overwritten.
   */
  normalise(logMel: LogMel, features: Float32Array): void {
    const { bands, logPower } = logMel;
    if (logPower > this.#level) {
      this.#level += ATTACK * (logPower - this.#level);
    } else {
      const decay = logPower > this.#level - ACTIVE_RANGE ? DECAY_ACTIVE : DECAY_PAUSE;
      this.#level = Math.max(LOWEST_LEVEL, this.#level - decay);
    }
    const active = logPower > this.#level - ACTIVE_RANGE;
    if (active) this.#activeFrames++;
    const learn = active ? 1 / Math.min(TYPICAL_FRAMES + this.#activeFrames, AVERAGED_FRAMES) : 0;
    for (let band = 0; band < MEL_BAND_COUNT; band++) {
      const relative = Math.max((bands[band] as number) - this.#level, -BAND_RANGE);
      const mean = (this.#mean[band] as number) + learn * (relative - (this.#mean[band] as number));
      this.#mean[band] = mean;
      features[band] = (relative - mean) * SCALE;
    }
  }
}
