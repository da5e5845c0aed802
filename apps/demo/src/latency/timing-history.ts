import type { LipwireTiming } from '@lipwire/browser';

/** How far back it reaches. */
export const HISTORY_MS = 30_000;
/** Often enough for a line of a few hundred pixels. */
export const SAMPLE_EVERY_MS = 40;

const CAPACITY = HISTORY_MS / SAMPLE_EVERY_MS + 1;

/** What one line of a plot is made of. */
export type TimingLine = 'queuedMs' | 'mouthOffsetMs' | 'outputLatencyMs';

/** The timing of the last half a minute. Once made, it makes no more objects: it is filled while the mascot moves. */
export class TimingHistory {
  readonly #atMs = new Float64Array(CAPACITY);
  readonly #lines: Readonly<Record<TimingLine, Float32Array>> = {
    queuedMs: new Float32Array(CAPACITY),
    mouthOffsetMs: new Float32Array(CAPACITY),
    outputLatencyMs: new Float32Array(CAPACITY),
  };
  readonly #sounding = new Uint8Array(CAPACITY);
  readonly #gaps = new Uint8Array(CAPACITY);
  readonly #sorted = new Float32Array(CAPACITY);
  #next = 0;
  #length = 0;
  #underruns = 0;

  /** How many samples there are; index 0 is the oldest. */
  get length(): number {
    return this.#length;
  }

  /** Takes a sample, unless the latest is too fresh. @param nowMs `performance.now()`. */
  add(timing: LipwireTiming, nowMs: number): void {
    if (this.#length > 0 && nowMs - this.atMs(this.#length - 1) < SAMPLE_EVERY_MS - 1) return;
    const at = this.#next;
    this.#atMs[at] = nowMs;
    this.#lines.queuedMs[at] = timing.queuedMs;
    this.#lines.mouthOffsetMs[at] = timing.mouthOffsetMs;
    this.#lines.outputLatencyMs[at] = timing.outputLatencyMs;
    this.#sounding[at] = timing.sounding ? 1 : 0;
    // What was before the first sample is not to be seen.
    this.#gaps[at] = this.#length > 0 && timing.underruns > this.#underruns ? 1 : 0;
    this.#underruns = timing.underruns;
    this.#next = (at + 1) % CAPACITY;
    this.#length = Math.min(this.#length + 1, CAPACITY);
  }

  /** When a sample was taken. */
  atMs(index: number): number {
    return this.#atMs[this.#slot(index)] as number;
  }

  /** A sample's value. */
  value(line: TimingLine, index: number): number {
    return this.#lines[line][this.#slot(index)] as number;
  }

  /** Speech was heard. */
  sounding(index: number): boolean {
    return this.#sounding[this.#slot(index)] === 1;
  }

  /** Sound had run out since the sample before. */
  gap(index: number): boolean {
    return this.#gaps[this.#slot(index)] === 1;
  }

  /** The highest distance from zero. */
  highest(line: TimingLine): number {
    let highest = 0;
    for (let i = 0; i < this.#length; i++) highest = Math.max(highest, Math.abs(this.value(line, i)));
    return highest;
  }

  /** 95 of 100 samples in which speech was heard are at most that far from zero; undefined while there are none. */
  percentile95(line: TimingLine): number | undefined {
    let count = 0;
    for (let i = 0; i < this.#length; i++) {
      if (this.sounding(i)) this.#sorted[count++] = Math.abs(this.value(line, i));
    }
    if (count === 0) return undefined;
    const sorted = this.#sorted.subarray(0, count).sort();
    return sorted[Math.min(count - 1, Math.floor(count * 0.95))];
  }

  #slot(index: number): number {
    return (this.#next - this.#length + index + CAPACITY) % CAPACITY;
  }
}
