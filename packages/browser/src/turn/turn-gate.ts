/**
 * Which audio may sound.
 *
 * An interruption kills the turn that is being generated: pieces of it that are still under way are dropped until the
 * service says that the turn is over. If the service had generated the turn to its end and only playback was going on,
 * there is nothing to wait for, and the next audio is a new turn.
 */
export class TurnGate {
  /** Audio came since the last turn ended, and nothing said that there is no more. */
  #generating = false;
  #dead = false;

  /** Audio of an interrupted turn is being dropped. */
  get dead(): boolean {
    return this.#dead;
  }

  /** Audio came. @returns whether it may sound. */
  onAudio(): boolean {
    if (this.#dead) return false;
    this.#generating = true;
    return true;
  }

  /** The user spoke over the model. Audio in the same message must have been shown to {@link onAudio} before. */
  onInterrupted(): void {
    this.#dead = this.#dead || this.#generating;
    this.#generating = false;
  }

  /** The last audio of the turn was sent. A dead turn stays dead: that it is over is said by its own message. */
  onGenerationComplete(): void {
    this.#generating = false;
  }

  /** The turn is over. */
  onTurnComplete(): void {
    this.#generating = false;
    this.#dead = false;
  }

  /** A new session: nothing of an older one can arrive any more. */
  reset(): void {
    this.#generating = false;
    this.#dead = false;
  }
}
