import type { CueSink, VisemeId } from '@lipwire/cues';
import type { SpeechEngine, SpeechEngines } from '../../src/session/speech-engines.js';

/** Distance between the cues of a {@link SteppingEngine}, in milliseconds. */
export const STEP_MS = 100;
const LOOKAHEAD_MS = 80;

/**
 * An engine whose cues can be told in advance: viseme 1, 2, 3 … at 0, 100, 200 … ms, each 80 ms after its sound, and
 * silence at the end. Like the real one it depends on the samples alone, and only on how many there are.
 */
export class SteppingEngine implements SpeechEngine {
  readonly #sampleRateHz: number;
  #samples = 0;
  #steps = 0;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  push(samples: Float32Array, emit: CueSink): void {
    this.#samples += samples.length;
    while (this.#steps * STEP_MS + LOOKAHEAD_MS <= this.#heardMs) this.#step(emit);
  }

  flush(emit: CueSink): void {
    while (this.#steps * STEP_MS < this.#heardMs) this.#step(emit);
    emit(0, this.#heardMs);
    this.reset();
  }

  reset(): void {
    this.#samples = 0;
    this.#steps = 0;
  }

  get #heardMs(): number {
    return (this.#samples * 1000) / this.#sampleRateHz;
  }

  #step(emit: CueSink): void {
    emit(((this.#steps % 21) + 1) as VisemeId, this.#steps * STEP_MS);
    this.#steps++;
  }
}

/** One model, `default`, at the rates that the real engine takes. */
export const steppingEngines: SpeechEngines = {
  hasModel: (name) => name === 'default',
  create: (_model, sampleRateHz) =>
    sampleRateHz >= 8_000 && sampleRateHz <= 48_000 ? new SteppingEngine(sampleRateHz) : undefined,
};
