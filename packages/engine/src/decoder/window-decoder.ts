import { SILENCE, VISEME_COUNT, type VisemeId } from '@lipwire/cues';
import type { DecoderSettings } from '../weights/encoded-model.js';

/**
 * From what the network says about the last few frames to one viseme for the oldest of them.
 *
 * Viterbi over the window, starting from the viseme that is shown: the path of shapes that fits all frames of the
 * window best, where every change costs. The newest frames are judged with little or no future, and are judged again
 * in the next window; here they only show whether a change at the oldest frame is the start of something. A short
 * closure in the middle of loud neighbours survives when its frames together outweigh two changes; nothing is averaged
 * away.
 */
export class WindowDecoder {
  readonly #settings: DecoderSettings;
  readonly #frames: number;
  readonly #score = new Float64Array(VISEME_COUNT);
  /** For each frame and viseme: the viseme of the frame before on the best path that ends here. */
  readonly #cameFrom: Uint8Array;
  readonly #path: Uint8Array;
  #shown: VisemeId = SILENCE;
  /** How many frames it has been shown; large at the start. */
  #shownFrames = HASTY_FRAMES;

  /** @param frames how many frames a window has. */
  constructor(settings: DecoderSettings, frames: number) {
    this.#settings = settings;
    this.#frames = frames;
    this.#cameFrom = new Uint8Array(frames * VISEME_COUNT);
    this.#path = new Uint8Array(frames);
  }

  /** Forgets the stream: the mouth is at rest. */
  reset(): void {
    this.#shown = SILENCE;
    this.#shownFrames = HASTY_FRAMES;
  }

  /**
   * Finds the best path through a window. Call {@link decide} for each frame that is due.
   *
   * @param logits one row of 22 per frame, oldest first.
   * @param firstFrame the first row that counts; those before it lie before the start of the stream.
   */
  read(logits: Float32Array, firstFrame: number): void {
    const { change_cost, hasty_change_cost } = this.#settings;
    const score = this.#score;
    const leave = change_cost + (this.#shownFrames < HASTY_FRAMES ? hasty_change_cost : 0);
    for (let v = 0; v < VISEME_COUNT; v++) {
      score[v] = (logits[firstFrame * VISEME_COUNT + v] as number) - (v === this.#shown ? 0 : leave);
    }
    for (let frame = firstFrame + 1; frame < this.#frames; frame++) {
      const best = indexOfLargest(score);
      const arrive = (score[best] as number) - change_cost;
      const row = frame * VISEME_COUNT;
      for (let v = 0; v < VISEME_COUNT; v++) {
        const stay = score[v] as number;
        this.#cameFrom[row + v] = stay >= arrive ? v : best;
        score[v] = Math.max(stay, arrive) + (logits[row + v] as number);
      }
    }
    let viseme = indexOfLargest(score);
    for (let frame = this.#frames - 1; frame > firstFrame; frame--) {
      this.#path[frame] = viseme;
      viseme = this.#cameFrom[frame * VISEME_COUNT + viseme] as number;
    }
    this.#path[firstFrame] = viseme;
  }

  /**
   * Settles one frame of the window that was read; call in order of time.
   *
   * @param rest true when it is known that nobody speaks: the mouth rests whatever the network says.
   */
  decide(frame: number, rest: boolean): VisemeId {
    const viseme = (rest ? SILENCE : this.#path[frame]) as VisemeId;
    this.#shownFrames = viseme === this.#shown ? this.#shownFrames + 1 : 1;
    this.#shown = viseme;
    return viseme;
  }
}

/** A shape younger than this is not left without `hasty_change_cost`: 20 ms is below what an eye follows. */
const HASTY_FRAMES = 2;

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
