/** Sound is looked at in frames of this length, in milliseconds. */
const FRAME_MS = 10;
/** Quieter than this share of the loudest frame so far, or than this level, is silence. */
const SILENCE_SHARE = 0.04;
const SILENCE_LEVEL = 0.003;
/** Closures of consonants are silent too: a pause is longer. */
const MIN_PAUSE_MS = 120;

/**
 * The speech of a turn without its pauses: `voicedMs` counts only the time in which somebody speaks, and maps to media
 * time and back.
 */
export class VoicedTime {
  /** Stretches of speech, in media time; flat: start, end, start, end. */
  readonly #edges: number[] = [];
  #voicedMs = 0;
  #endMs = Number.NaN;
  #loudest = 0;
  // The frame that is being filled.
  #energy = 0;
  #samples = 0;

  /** How much speech there is, in milliseconds. */
  get voicedMs(): number {
    return this.#voicedMs;
  }

  /** Media time behind the last sample; `NaN` before the first. */
  get endMs(): number {
    return this.#endMs;
  }

  /**
   * Takes the next sound of the turn.
   *
   * @param samples mono, -1 to 1; only read.
   * @param startMs media time of the first sample.
   */
  add(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    const frameSamples = Math.round((sampleRateHz * FRAME_MS) / 1000);
    const msPerSample = 1000 / sampleRateHz;
    if (startMs !== this.#endMs) this.#samples = this.#energy = 0;
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      this.#energy += sample * sample;
      if (++this.#samples < frameSamples) continue;
      this.#addFrame(Math.sqrt(this.#energy / this.#samples), startMs + (i + 1) * msPerSample);
      this.#samples = this.#energy = 0;
    }
    this.#endMs = startMs + samples.length * msPerSample;
  }

  /** Media time at which so much had been spoken; `Infinity` if it was not spoken yet. */
  mediaAt(voicedMs: number): number {
    let left = voicedMs;
    for (let i = 0; i < this.#edges.length; i += 2) {
      const [start, end] = this.#stretch(i);
      // What begins where a stretch ends is said behind the pause.
      if (left < end - start - 1e-6) return start + Math.max(0, left);
      left -= end - start;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** How much had been spoken at a media time. */
  voicedAt(mediaMs: number): number {
    let voicedMs = 0;
    for (let i = 0; i < this.#edges.length; i += 2) {
      const [start, end] = this.#stretch(i);
      if (start >= mediaMs) break;
      voicedMs += Math.min(end, mediaMs) - start;
    }
    return voicedMs;
  }

  /** Where the pauses are, as the amount that had been spoken before each. */
  pauses(): number[] {
    const pauses: number[] = [];
    let voicedMs = 0;
    for (let i = 0; i + 2 < this.#edges.length; i += 2) {
      const [start, end] = this.#stretch(i);
      voicedMs += end - start;
      pauses.push(voicedMs);
    }
    return pauses;
  }

  #addFrame(level: number, endMs: number): void {
    this.#loudest = Math.max(this.#loudest, level);
    if (level <= Math.max(SILENCE_LEVEL, this.#loudest * SILENCE_SHARE)) return;
    const last = this.#edges.length - 1;
    const startMs = endMs - FRAME_MS;
    const lastEndMs = last < 0 ? Number.NEGATIVE_INFINITY : (this.#edges[last] as number);
    if (startMs - lastEndMs < MIN_PAUSE_MS) {
      this.#voicedMs += endMs - lastEndMs;
      this.#edges[last] = endMs;
    } else {
      this.#voicedMs += endMs - startMs;
      this.#edges.push(startMs, endMs);
    }
  }

  #stretch(at: number): [startMs: number, endMs: number] {
    return [this.#edges[at] as number, this.#edges[at + 1] as number];
  }
}
