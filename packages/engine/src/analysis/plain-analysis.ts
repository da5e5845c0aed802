import { FeatureExtractor } from '../features/feature-extractor.js';
import type { VisemeModel } from '../model/viseme-model.js';
import { VisemeNetwork } from '../model/viseme-network.js';
import type { SpeechAnalysis, StepSink } from './speech-analysis.js';

/** The analysis in plain TypeScript: the reference for the kernel, and what runs where there is no WebAssembly. */
export class PlainAnalysis implements SpeechAnalysis {
  readonly #features: FeatureExtractor;
  readonly #network: VisemeNetwork;
  #sink: StepSink = ignoreStep;
  #rows = 0;
  #quietRows = 0;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` for a rate outside 8000 to 48000 Hz. */
  constructor(model: VisemeModel, sampleRateHz: number) {
    this.#features = new FeatureExtractor(sampleRateHz);
    this.#network = new VisemeNetwork(model);
  }

  get logits(): Float32Array {
    return this.#network.logits;
  }

  get mediaMs(): number {
    return this.#features.mediaMs;
  }

  push(samples: Float32Array, sink: StepSink): void {
    this.#sink = sink;
    this.#features.push(samples, this.#takeRow);
  }

  flush(extraFrames: number, sink: StepSink): void {
    this.#sink = sink;
    this.#features.flush(extraFrames, this.#takeRow);
  }

  close(): void {}

  readonly #takeRow = (features: Float32Array, quiet: boolean): void => {
    if (quiet) this.#quietRows |= 1 << this.#rows;
    this.#rows++;
    if (!this.#network.push(features)) return;
    const quietRows = this.#quietRows;
    this.#rows = 0;
    this.#quietRows = 0;
    this.#sink(quietRows);
  };
}

function ignoreStep(): void {}
