/** Speech has a gap (a stop, a breath) at least this often; noise that lasts longer is taken for the floor. */
const MEMORY_FRAMES = 300;
const BLOCKS = 6;
const BLOCK_FRAMES = MEMORY_FRAMES / BLOCKS;

/** Share of the newest frame in the smoothed level: a time constant of about 40 ms. */
const SMOOTHING = 0.22;

/** A quiet room. Below it, what is a little louder than digital silence would count as loud. */
const QUIETEST_DB = -65;

/**
 * Follows the level of the background: the minimum of the smoothed level over the last three seconds (Martin, "Noise
 * power spectral density estimation based on optimal smoothing and minimum statistics", 2001, for one band).
 *
 * Noise that is there from the start is therefore the floor from the start; noise that sets in is learnt in three
 * seconds.
 */
export class NoiseFloor {
  #smoothedDb: number | undefined;
  #blockMinimumDb = Number.POSITIVE_INFINITY;
  #framesInBlock = 0;
  readonly #minimaDb: number[] = [];

  /** Level of the background in dB relative to full scale, at least -65. */
  get levelDb(): number {
    return Math.max(QUIETEST_DB, Math.min(this.#blockMinimumDb, ...this.#minimaDb));
  }

  /** @param levelDb of the next frame of 10 ms. */
  push(levelDb: number): void {
    this.#smoothedDb = this.#smoothedDb === undefined ? levelDb : lerp(this.#smoothedDb, levelDb, SMOOTHING);
    this.#blockMinimumDb = Math.min(this.#blockMinimumDb, this.#smoothedDb);
    if (++this.#framesInBlock < BLOCK_FRAMES) return;
    this.#minimaDb.push(this.#blockMinimumDb);
    if (this.#minimaDb.length > BLOCKS) this.#minimaDb.shift();
    this.#blockMinimumDb = Number.POSITIVE_INFINITY;
    this.#framesInBlock = 0;
  }
}

function lerp(from: number, to: number, share: number): number {
  return from + share * (to - from);
}
