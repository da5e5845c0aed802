/** Root mean square of a room that nobody speaks in, at most. */
const MAX_FLOOR = 0.02;
/** A voice is so much louder than the room, and at least so loud. */
const ABOVE_FLOOR = 3;
const MIN_LEVEL = 0.015;
/** Once heard, a voice may fall to this share of what it took to be heard. */
const KEEP_SHARE = 0.5;
/** So long must it be loud, and so long quiet, in milliseconds. */
const RISE_MS = 100;
const FALL_MS = 600;
/** How fast the room is learnt, as the share that is left after a second. */
const FLOOR_LEFT_PER_SECOND = 0.5;

/**
 * Tells a voice from a room by the level of a microphone, for what a mascot shows: it never decides what is sent.
 */
export class VoiceActivity {
  #floor = 0.005;
  #speaking = false;
  #contraryMs = 0;

  /** The user speaks. */
  get speaking(): boolean {
    return this.#speaking;
  }

  /**
   * Takes the next level.
   *
   * @param level root mean square, 0 to 1.
   * @param elapsedMs time since the one before.
   * @returns whether the user speaks.
   */
  take(level: number, elapsedMs: number): boolean {
    const needed = Math.max(MIN_LEVEL, this.#floor * ABOVE_FLOOR);
    const loud = level > (this.#speaking ? needed * KEEP_SHARE : needed);
    this.#contraryMs = loud === this.#speaking ? 0 : this.#contraryMs + elapsedMs;
    if (this.#contraryMs >= (this.#speaking ? FALL_MS : RISE_MS)) {
      this.#speaking = !this.#speaking;
      this.#contraryMs = 0;
    }
    // A muted microphone gives zeros, which say nothing about the room.
    if (!this.#speaking && level > 0) {
      const kept = FLOOR_LEFT_PER_SECOND ** (elapsedMs / 1000);
      this.#floor = Math.min(MAX_FLOOR, this.#floor * kept + level * (1 - kept));
    }
    return this.#speaking;
  }
}
