import { durationMsOf, type Phone, type Speech, shiftPhones } from '../voices/speech.js';

/** The sound of a turn as it is made and taken away piece by piece, and its phones. */
export class SpeechBuffer {
  #parts: Int16Array[] = [];
  #phones: Phone[] = [];
  #madeSamples = 0;
  #takenSamples = 0;

  /** Samples made so far, taken or not. */
  get madeSamples(): number {
    return this.#madeSamples;
  }

  /** Samples taken so far. */
  get takenSamples(): number {
    return this.#takenSamples;
  }

  /** Appends a sentence. */
  append({ pcm, phones }: Speech): void {
    this.#phones.push(...shiftPhones(phones, durationMsOf(this.#madeSamples)));
    this.#parts.push(pcm);
    this.#madeSamples += pcm.length;
  }

  /** The next `samples` samples, or what is left; a new array. */
  take(samples: number): Int16Array {
    const taken = this.#copy(this.#takenSamples, Math.min(this.#madeSamples, this.#takenSamples + samples));
    this.#takenSamples += taken.length;
    return taken;
  }

  /** What was taken so far: a new array, and the phones in it, the last cut where it ends. */
  taken(): Speech {
    const endMs = durationMsOf(this.#takenSamples);
    const heard = this.#phones.filter(({ startMs }) => startMs < endMs);
    return {
      pcm: this.#copy(0, this.#takenSamples),
      phones: heard.map((phone) => ({ ...phone, endMs: Math.min(phone.endMs, endMs) })),
    };
  }

  #copy(from: number, to: number): Int16Array {
    const copy = new Int16Array(Math.max(0, to - from));
    let start = 0;
    for (const part of this.#parts) {
      const end = start + part.length;
      if (end > from && start < to) {
        copy.set(part.subarray(Math.max(0, from - start), to - start), Math.max(0, start - from));
      }
      start = end;
    }
    return copy;
  }
}
