import { SILENCE, VISEME_COUNT } from '@lipwire/cues';
import type { CueQueue } from '../cue-queue.js';
import type { PlaybackPosition } from '../playback/clock.js';
import { eased, holdMs, isContact } from './coarticulation.js';
import { blendCues } from './pose-at.js';

/** From the last shape to rest when sound stops, and from rest to the first shape when it starts, in milliseconds. */
const REST_MS = 80;
const WAKE_MS = 50;
/** A contact that no frame has shown is shown by the next one, if it is not later than this. */
const CATCH_UP_MS = 80;

/**
 * From the playhead to the mouth of a frame: 22 weights, 0 to 1, sum 1.
 *
 * Two cues at a time are blended, so that each shape is whole when its sound is heard and the mouth is on its way before
 * (see `coarticulation.ts`). The blend is a function of media time alone, whatever the frame rate: `pose-at.ts`. Two things
 * need the frames: the mouth goes to rest when sound stops without a cue (the network stalled, the cues were missing), and
 * a contact so short that it fell between two frames is shown by the later one.
 */
export class MouthDriver {
  readonly #cues: CueQueue;
  readonly #weights = new Float32Array(VISEME_COUNT);
  /** 1: at rest whatever the cues say; 0: as the cues say. */
  #rest = 1;
  #index = -1;
  #shownMs = Number.NEGATIVE_INFINITY;

  constructor(cues: CueQueue) {
    this.#cues = cues;
    this.#weights[SILENCE] = 1;
  }

  /** The mouth of the latest frame. Only read it: it is filled again by the next. */
  get weights(): Float32Array {
    return this.#weights;
  }

  /** Nothing of the latest frame is moving towards rest or away from it. */
  get atRest(): boolean {
    return this.#rest === 1;
  }

  /** Rest at once: the speech was interrupted, and its cues are gone. */
  reset(): void {
    this.#rest = 1;
    this.#index = -1;
    this.#shownMs = Number.NEGATIVE_INFINITY;
    this.#weights.fill(0);
    this.#weights[SILENCE] = 1;
  }

  /**
   * Computes {@link weights} for a frame.
   *
   * @param position what is heard; `mediaMs` is the media time to draw.
   * @param elapsedMs time since the frame before.
   */
  advance(position: PlaybackPosition, elapsedMs: number): void {
    const sounds = position.sounding || position.startsInMs < WAKE_MS;
    this.#rest = sounds ? Math.max(0, this.#rest - elapsedMs / WAKE_MS) : Math.min(1, this.#rest + elapsedMs / REST_MS);
    this.#blend(position.mediaMs);
    this.#mixRest(eased(this.#rest));
    this.#shownMs = position.mediaMs;
    // One cue behind the one that holds is enough for what is still to come.
    if (this.#index > 1) {
      this.#cues.dropBefore(this.#index - 1);
      this.#index = 1;
    }
  }

  #blend(mediaMs: number): void {
    const cues = this.#cues;
    this.#index = cues.indexAt(mediaMs, this.#index);
    const missed = this.#missedContact(mediaMs);
    if (missed >= 0) {
      this.#weights.fill(0);
      this.#weights[cues.visemeId(missed)] = 1;
      return;
    }
    blendCues(cues, this.#index, mediaMs, this.#weights);
  }

  /** Index of a contact that was whole only between the frame before and this one; -1 if there is none. */
  #missedContact(mediaMs: number): number {
    for (let i = this.#index; i >= 0; i--) {
      const startMs = this.#cues.timeMs(i);
      if (startMs <= this.#shownMs || startMs < mediaMs - CATCH_UP_MS) return -1;
      const visemeId = this.#cues.visemeId(i);
      if (isContact(visemeId)) {
        const wholeUntilMs = startMs + holdMs(visemeId, this.#cues.timeMs(i + 1) - startMs);
        return wholeUntilMs < mediaMs ? i : -1;
      }
    }
    return -1;
  }

  #mixRest(rest: number): void {
    if (rest === 0) return;
    for (let i = 0; i < VISEME_COUNT; i++) this.#weights[i] = (this.#weights[i] as number) * (1 - rest);
    this.#weights[SILENCE] = (this.#weights[SILENCE] as number) + rest;
  }
}
