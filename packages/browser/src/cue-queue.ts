import { SILENCE, type VisemeId } from '@lipwire/cues';

const FIRST_CAPACITY = 256;
/** An hour of dense speech. Beyond it the oldest cues give way: whoever lets this happen plays nothing. */
const MAX_CAPACITY = 65_536;

/**
 * The cues of the stream in media time, in order, with a pointer to the one that holds now.
 *
 * Adding may allocate when the queue grows; moving and looking never do. Indices are relative to the first cue that is
 * kept: 0 is the oldest.
 */
export class CueQueue {
  #timesMs = new Float64Array(FIRST_CAPACITY);
  #ids = new Uint8Array(FIRST_CAPACITY);
  #first = 0;
  #length = 0;

  /** How many cues are kept: those ahead of the playhead, and the one or two behind it that blends need. */
  get length(): number {
    return this.#length;
  }

  /** Media time of a cue, in milliseconds; `Infinity` behind the last, `-Infinity` before the first. */
  timeMs(index: number): number {
    if (index < 0) return Number.NEGATIVE_INFINITY;
    if (index >= this.#length) return Number.POSITIVE_INFINITY;
    return this.#timesMs[this.#slot(index)] as number;
  }

  /** Shape of a cue; silence outside the queue. */
  visemeId(index: number): VisemeId {
    if (index < 0 || index >= this.#length) return SILENCE;
    return this.#ids[this.#slot(index)] as VisemeId;
  }

  /**
   * Adds a cue where its time belongs. Of several cues at one time the one added last holds.
   *
   * @param timeMs media time; one that has passed is fine: the shape then starts late.
   */
  add(visemeId: VisemeId, timeMs: number): void {
    if (this.#length === this.#timesMs.length) this.#grow();
    // Cues come in order, save for a few: the walk from the end is short.
    let index = this.#length;
    while (index > 0 && this.timeMs(index - 1) > timeMs) {
      this.#copy(index - 1, index);
      index--;
    }
    this.#timesMs[this.#slot(index)] = timeMs;
    this.#ids[this.#slot(index)] = visemeId;
    this.#length++;
  }

  /**
   * Index of the cue that holds at a media time; -1 before the first.
   *
   * @param from where to start looking, for example the answer of the frame before.
   */
  indexAt(timeMs: number, from = 0): number {
    let index = Math.min(Math.max(from, -1), this.#length - 1);
    while (index >= 0 && this.timeMs(index) > timeMs) index--;
    while (index + 1 < this.#length && this.timeMs(index + 1) <= timeMs) index++;
    return index;
  }

  /** Drops the cues before this index. */
  dropBefore(index: number): void {
    const dropped = Math.min(Math.max(index, 0), this.#length);
    this.#first = this.#slot(dropped);
    this.#length -= dropped;
  }

  /** Drops the cues at and behind this media time. */
  dropFrom(timeMs: number): void {
    while (this.#length > 0 && this.timeMs(this.#length - 1) >= timeMs) this.#length--;
  }

  /** Drops everything: the speech was interrupted. */
  clear(): void {
    this.#first = 0;
    this.#length = 0;
  }

  #slot(index: number): number {
    return (this.#first + index) % this.#timesMs.length;
  }

  #copy(from: number, to: number): void {
    this.#timesMs[this.#slot(to)] = this.#timesMs[this.#slot(from)] as number;
    this.#ids[this.#slot(to)] = this.#ids[this.#slot(from)] as number;
  }

  #grow(): void {
    if (this.#length >= MAX_CAPACITY) {
      this.dropBefore(1);
      return;
    }
    const timesMs = new Float64Array(this.#timesMs.length * 2);
    const ids = new Uint8Array(this.#ids.length * 2);
    for (let i = 0; i < this.#length; i++) {
      timesMs[i] = this.timeMs(i);
      ids[i] = this.visemeId(i);
    }
    this.#timesMs = timesMs;
    this.#ids = ids;
    this.#first = 0;
  }
}
