import type { Playback } from './playback.js';

/** A piece of speech as it was pushed, and where in media time it lies. */
interface Piece {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly startMs: number;
}

/** The speech that was not heard to its end: what has to be played again if the output breaks. */
export class UnheardSpeech {
  #pieces: Piece[] = [];
  #ended = false;

  /** Remembers a piece; the samples are kept, not copied. */
  push(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#pieces.push({ samples, sampleRateHz, startMs });
    this.#ended = false;
  }

  /** Nothing follows for now. */
  end(): void {
    this.#ended = true;
  }

  /** Forgets what was heard before this media time. */
  dropBefore(mediaMs: number): void {
    let over = 0;
    while (over < this.#pieces.length && endMs(this.#pieces[over] as Piece) <= mediaMs) over++;
    if (over > 0) this.#pieces.splice(0, over);
  }

  /** Whether something is left behind this media time. */
  waiting(mediaMs: number): boolean {
    const last = this.#pieces.at(-1);
    return last !== undefined && endMs(last) > mediaMs;
  }

  /** Forgets everything. */
  clear(): void {
    this.#pieces = [];
    this.#ended = false;
  }

  /**
   * Gives all of it, from this media time on, to another playback whose media time begins there, and remembers it for
   * that one.
   */
  replay(playback: Playback, fromMs: number): void {
    this.dropBefore(fromMs);
    for (const { samples, sampleRateHz, startMs } of this.#pieces) {
      const heard = Math.max(0, Math.round(((fromMs - startMs) / 1000) * sampleRateHz));
      if (heard < samples.length) playback.push(samples.subarray(heard), sampleRateHz);
    }
    if (this.#ended) playback.end();
  }
}

function endMs({ samples, sampleRateHz, startMs }: Piece): number {
  return startMs + (samples.length / sampleRateHz) * 1000;
}
