import { SILENCE, VISEME_COUNT } from '@lipwire/cues';
import type { CueQueue } from '../cue-queue.js';
import type { PlaybackPosition } from '../playback/clock.js';
import { eased, holdMs, isSalient } from './coarticulation.js';
import { blendCues } from './pose-at.js';

/** From the last shape to rest when sound stops, and from rest to the first shape when it starts, in milliseconds. */
const REST_MS = 80;
const WAKE_MS = 50;
/** A salient shape that no frame has shown is shown by the next, if it began no longer ago than this. */
const CATCH_UP_MS = 80;
/** This much of a shape counts as shown. */
const SHOWN = 0.95;
/**
 * The top speed of a mouth: from one shape to another takes at least this long, in milliseconds, to and from salient
 * shapes less. Cues that are 48 ms apart (24 ms for salient ones) are never held up by it; it makes movements of what
 * would be jumps: a cue that came late, a playhead that was put right.
 */
const QUICKEST_MS = 32;
const QUICKEST_SALIENT_MS = 16;

/**
 * From the playhead to the mouth of a frame: 22 weights, 0 to 1, sum 1.
 *
 * Two cues at a time are blended, so that each shape is whole when its sound is heard and the mouth is on its way before
 * (see `coarticulation.ts`). The blend is a function of media time alone, whatever the frame rate. Three things need the
 * frames: the mouth goes to rest when sound stops without a cue (the network stalled, the cues were missing), a salient
 * shape so short that it fell between two frames is shown by the later one, and no movement is faster than a mouth.
 */
export class MouthDriver {
  readonly #cues: CueQueue;
  readonly #weights = new Float32Array(VISEME_COUNT);
  /** What the cues ask for, and how far the mouth has come: both as if sound were heard. */
  readonly #target = new Float32Array(VISEME_COUNT);
  readonly #shape = new Float32Array(VISEME_COUNT);
  /** 1: at rest whatever the cues say; 0: as the cues say. */
  #rest = 1;
  #index = -1;
  /** When the latest salient shape that was shown begins. */
  #shownMs = Number.NEGATIVE_INFINITY;

  constructor(cues: CueQueue) {
    this.#cues = cues;
    this.#weights[SILENCE] = 1;
    this.#shape[SILENCE] = 1;
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
    const wasAtRest = this.atRest;
    const sounds = position.sounding || position.startsInMs < WAKE_MS;
    this.#rest = sounds ? Math.max(0, this.#rest - elapsedMs / WAKE_MS) : Math.min(1, this.#rest + elapsedMs / REST_MS);
    this.#aim(position.mediaMs);
    // A mouth that rested comes straight from rest to what is due, and not by way of what was due before.
    this.#move(wasAtRest ? Number.POSITIVE_INFINITY : elapsedMs);
    this.#mixRest(eased(this.#rest));
    // One cue behind the one that holds is enough for what is still to come.
    if (this.#index > 1) {
      this.#cues.dropBefore(this.#index - 1);
      this.#index = 1;
    }
  }

  /** What the cues ask for. */
  #aim(mediaMs: number): void {
    const cues = this.#cues;
    this.#index = cues.indexAt(mediaMs, this.#index);
    const missed = this.#missed(mediaMs);
    if (missed < 0) {
      blendCues(cues, this.#index, mediaMs, this.#target);
    } else {
      this.#target.fill(0);
      this.#target[cues.visemeId(missed)] = 1;
    }
  }

  /** Index of a salient cue whose time is over and that no frame has shown; -1 if there is none. */
  #missed(mediaMs: number): number {
    for (let i = this.#index; i >= 0; i--) {
      const startMs = this.#cues.timeMs(i);
      if (startMs <= this.#shownMs || startMs < mediaMs - CATCH_UP_MS) return -1;
      const visemeId = this.#cues.visemeId(i);
      if (isSalient(visemeId)) {
        const wholeUntilMs = startMs + holdMs(visemeId, this.#cues.timeMs(i + 1) - startMs);
        return wholeUntilMs < mediaMs ? i : -1;
      }
    }
    return -1;
  }

  /** Takes the mouth towards what the cues ask for, as far as it comes in that time: nearly always all the way. */
  #move(elapsedMs: number): void {
    const shape = this.#shape;
    const target = this.#target;
    let distance = 0;
    let salient = false;
    for (let i = 0; i < VISEME_COUNT; i++) {
      const way = Math.abs((target[i] as number) - (shape[i] as number));
      distance = Math.max(distance, way);
      if (way > 0 && isSalient(i as 0)) salient = true;
    }
    const reach = elapsedMs / (salient ? QUICKEST_SALIENT_MS : QUICKEST_MS);
    const part = distance > reach ? reach / distance : 1;
    for (let i = 0; i < VISEME_COUNT; i++) {
      shape[i] = part === 1 ? (target[i] as number) : (shape[i] as number) * (1 - part) + (target[i] as number) * part;
    }
    this.#noteShown(this.#index);
    this.#noteShown(this.#index + 1);
  }

  #noteShown(index: number): void {
    const visemeId = this.#cues.visemeId(index);
    if (!isSalient(visemeId) || (this.#shape[visemeId] as number) < SHOWN) return;
    this.#shownMs = Math.max(this.#shownMs, this.#cues.timeMs(index));
  }

  #mixRest(rest: number): void {
    for (let i = 0; i < VISEME_COUNT; i++) this.#weights[i] = (this.#shape[i] as number) * (1 - rest);
    this.#weights[SILENCE] = (this.#weights[SILENCE] as number) + rest;
  }
}
