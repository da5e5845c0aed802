/** Takes a piece; it is only lent for the call. `startFrame` is its first frame, in frames of the context. */
export type SoundSink = (samples: Float32Array, startFrame: number) => void;

/**
 * Cuts what is heard into pieces, from the first sound to a good second of silence: between the two there is nothing to
 * analyse, for as long as it lasts.
 */
export class SoundFramer {
  readonly #piece: Float32Array;
  readonly #quietLimitFrames: number;
  readonly #onPiece: SoundSink;
  readonly #onEnd: (frame: number) => void;
  #filled = 0;
  #quietFrames = 0;
  #open = false;

  /**
   * @param pieceFrames length of a piece.
   * @param quietLimitFrames how much digital silence ends it.
   * @param onPiece takes each piece; the last before an end may be shorter.
   * @param onEnd told at which frame it ended.
   */
  constructor(pieceFrames: number, quietLimitFrames: number, onPiece: SoundSink, onEnd: (frame: number) => void) {
    this.#piece = new Float32Array(pieceFrames);
    this.#quietLimitFrames = quietLimitFrames;
    this.#onPiece = onPiece;
    this.#onEnd = onEnd;
  }

  /**
   * Takes the next block; allocates nothing.
   *
   * @param block `undefined` if nothing is connected: silence of `frames`.
   * @param startFrame its first frame.
   */
  push(block: Float32Array | undefined, frames: number, startFrame: number): void {
    const sounds = block !== undefined && hasSound(block);
    if (!this.#open && !sounds) return;
    this.#open = true;
    for (let i = 0; i < frames; i++) {
      this.#piece[this.#filled++] = block ? (block[i] as number) : 0;
      if (this.#filled === this.#piece.length) this.#emit(startFrame + i + 1);
    }
    this.#quietFrames = sounds ? 0 : this.#quietFrames + frames;
    if (this.#quietFrames < this.#quietLimitFrames) return;
    this.#emit(startFrame + frames);
    this.#open = false;
    this.#quietFrames = 0;
    this.#onEnd(startFrame + frames);
  }

  #emit(endFrame: number): void {
    const frames = this.#filled;
    this.#filled = 0;
    if (frames > 0) this.#onPiece(this.#piece.subarray(0, frames), endFrame - frames);
  }
}

function hasSound(block: Float32Array): boolean {
  for (let i = 0; i < block.length; i++) if (block[i] !== 0) return true;
  return false;
}
