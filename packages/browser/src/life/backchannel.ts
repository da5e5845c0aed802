import type { Random } from './chance.js';

/** A pause is so long at least: closures and breaths are shorter. */
const PAUSE_MS = 200;
/** Nobody nods before that much was said since the nod before, in milliseconds. */
const SPEECH_MS = 1_100;
/** Who speaks for so long without a pause gets a nod anyway. */
const PATIENCE_MS = 5_500;
/** This share of pauses is answered. */
const SHARE = 0.65;
/** Quieter than this share of how loud the user was is a pause. */
const QUIET_SHARE = 0.3;
/** Half of the loudness that is remembered is forgotten after so long. */
const MEMORY_MS = 1_500;
/** Looks at a microphone are at most so far apart; a longer gap is a page that was hidden. */
const MAX_GAP_MS = 200;

/**
 * When a listener nods: at the user's pauses, after enough was said to be nodded at, and not at each.
 *
 * Listeners respond where the speaker pauses or lets the voice fall, no sooner than 0.7 s of speech and 0.8 s after the
 * response before (Ward and Tsukahara, "Prosodic features which cue back-channel responses", 2000).
 */
export class Backchannel {
  readonly #random: Random;
  #loudness = 0;
  #speechMs = 0;
  #quietMs = 0;
  #answered = true;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * The user's voice as it was heard.
   *
   * @param level root mean square, 0 to 1.
   * @returns whether to nod now.
   */
  hear(level: number, elapsedMs: number): boolean {
    const ms = Math.min(elapsedMs, MAX_GAP_MS);
    this.#loudness = Math.max(level, this.#loudness * 0.5 ** (ms / MEMORY_MS));
    if (level > this.#loudness * QUIET_SHARE) {
      this.#speechMs += ms;
      this.#quietMs = 0;
      this.#answered = false;
      return this.#speechMs > PATIENCE_MS && this.#answer(1);
    }
    this.#quietMs += ms;
    if (this.#answered || this.#quietMs < PAUSE_MS || this.#speechMs < SPEECH_MS) return false;
    return this.#answer(SHARE);
  }

  /** The user's words came, where nothing else is known of the voice. @returns whether to nod now. */
  read(): boolean {
    return this.#answer(SHARE / 2);
  }

  /** The user is done. @returns whether to nod at what was said. */
  end(): boolean {
    const said = this.#speechMs >= SPEECH_MS;
    this.reset();
    return said && this.#answer(SHARE);
  }

  /** Nothing was said yet. */
  reset(): void {
    this.#loudness = 0;
    this.#speechMs = 0;
    this.#quietMs = 0;
    this.#answered = true;
  }

  #answer(share: number): boolean {
    this.#answered = true;
    this.#speechMs = 0;
    return this.#random() < share;
  }
}
