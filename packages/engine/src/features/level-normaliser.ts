import { type LogMel, MEL_BAND_COUNT } from './log-mel.js';

const NEPERS_PER_DB = Math.LN10 / 10;

/** How the level and the long-term spectrum are followed. Levels are in nepers of power. */
export const LEVEL_SETTINGS = {
  /** The voice is never taken to be quieter than this: -50 dB of full scale. What is far below it is no speech. */
  lowestLevel: -50 * NEPERS_PER_DB,
  /** Share of the way that the level follows a louder frame: there in about three frames, but not for one click. */
  attack: 0.3,
  /** How fast the level falls, per frame: 3 dB a second while someone speaks, 1 dB a second in pauses. */
  decayActive: (3 * NEPERS_PER_DB) / 100,
  decayPause: (1 * NEPERS_PER_DB) / 100,
  /** Frames within this of the level count as speech when the long-term spectrum is learned. */
  activeRange: 20 * NEPERS_PER_DB,
  /** Bands are cut off this far below the level; a room's noise and digital silence then look the same. */
  bandRange: 16,
  /** The long-term spectrum starts as {@link TYPICAL_SPECTRUM}, worth this many frames, and later averages 4 s. */
  typicalFrames: 50,
  averagedFrames: 400,
  /** Brings features to a spread of about 1. */
  scale: 1 / 2.5,
} as const;

/**
 * Mean of (band - level) over active frames of speech, in nepers of power. Measured on an hour of the training
 * material, half people and half synthesizers. Only a starting point, so that its exact values do not matter; but a
 * model is trained with one set of them and needs the same ever after.
 */
export const TYPICAL_SPECTRUM = Float32Array.of(
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
  #level: number = LEVEL_SETTINGS.lowestLevel;
  #activeFrames = 0;
  readonly #mean = new Float32Array(MEL_BAND_COUNT);

  constructor() {
    this.reset();
  }

  /** Forgets the voice. */
  reset(): void {
    this.#level = LEVEL_SETTINGS.lowestLevel;
    this.#activeFrames = 0;
    this.#mean.set(TYPICAL_SPECTRUM);
  }

  /**
   * @param logMel the newest frame. Passed whole, because a number passed to a function may be put on the heap.
   * @param features {@link MEL_BAND_COUNT} values, overwritten.
   */
  normalise(logMel: LogMel, features: Float32Array): void {
    const { bands, logPower } = logMel;
    const { activeRange, averagedFrames, typicalFrames } = LEVEL_SETTINGS;
    if (logPower > this.#level) {
      this.#level += LEVEL_SETTINGS.attack * (logPower - this.#level);
    } else {
      const decay = logPower > this.#level - activeRange ? LEVEL_SETTINGS.decayActive : LEVEL_SETTINGS.decayPause;
      this.#level = Math.max(LEVEL_SETTINGS.lowestLevel, this.#level - decay);
    }
    const active = logPower > this.#level - activeRange;
    if (active) this.#activeFrames++;
    const learn = active ? 1 / Math.min(typicalFrames + this.#activeFrames, averagedFrames) : 0;
    for (let band = 0; band < MEL_BAND_COUNT; band++) {
      const relative = Math.max((bands[band] as number) - this.#level, -LEVEL_SETTINGS.bandRange);
      const mean = (this.#mean[band] as number) + learn * (relative - (this.#mean[band] as number));
      this.#mean[band] = mean;
      features[band] = (relative - mean) * LEVEL_SETTINGS.scale;
    }
  }
}
