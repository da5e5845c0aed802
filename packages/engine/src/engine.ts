import type { CueSink } from '@lipwire/cues';
import type { SpeechAnalysis } from './analysis/speech-analysis.js';
import { startAnalysis } from './analysis/start-analysis.js';
import { CueWriter } from './decoder/cue-writer.js';
import { QuietGate } from './decoder/quiet-gate.js';
import { WindowDecoder } from './decoder/window-decoder.js';
import { ANALYSIS_RATE_HZ, HOP_MS, WINDOW_REACH_MS } from './frames/analysis-grid.js';
import { ResamplerDesign } from './frames/resampler-design.js';
import { loadKernel } from './kernel/kernel.js';
import { loadVisemeModel } from './model/load-viseme-model.js';
import type { VisemeModel } from './model/viseme-model.js';

/** What a {@link LipSyncEngine} is made from. */
export interface LipSyncEngineOptions {
  /** Rate of the samples: a whole number of Hz, 8000 to 48000. */
  readonly sampleRateHz: number;
  /** Default: `loadVisemeModel('default')`. */
  readonly model?: VisemeModel;
}

/**
 * Speech to viseme cues, streaming: samples -> features -> network -> decoder -> cues.
 *
 * A function of the samples since the last reset, and of nothing else: no clock, no randomness, and any split of the
 * stream into chunks gives the same cues. One engine serves one stream. After its first second it allocates nothing.
 *
 * Between two utterances an engine holds next to no memory: a stream's state is made with its first sample and given back
 * by {@link flush} and {@link reset}.
 */
export class LipSyncEngine {
  /** A cue comes out at most this long after its sound has gone in, in milliseconds of media time. */
  readonly lookaheadMs: number;
  /**
   * Where the heavy part runs. `typescript` gives the same cues at some ten times the cost: WebAssembly or its SIMD is
   * missing, or a page's policy forbids it (`script-src` lacks `'wasm-unsafe-eval'`).
   */
  readonly runtime: 'webassembly' | 'typescript';

  readonly #model: VisemeModel;
  readonly #resampler: ResamplerDesign;
  readonly #decoder: WindowDecoder;
  readonly #gate = new QuietGate();
  readonly #cues = new CueWriter();
  /** How many frames become due at each step, and how far the first of them lies behind the newest row. */
  readonly #dueFrames: number;
  readonly #oldestFrame: number;
  /** From the first sample of an utterance to its end. */
  #analysis: SpeechAnalysis | undefined;
  #rows = 0;
  /** The first frame that lies behind the end of the audio; known once that has come. */
  #endFrame = Number.POSITIVE_INFINITY;
  #emit: CueSink = ignoreCue;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` for a rate outside 8000 to 48000 Hz. */
  constructor(options: LipSyncEngineOptions) {
    const model = options.model ?? loadVisemeModel('default');
    this.#model = model;
    this.runtime = loadKernel()?.takes(model) ? 'webassembly' : 'typescript';
    this.#resampler = new ResamplerDesign(options.sampleRateHz);
    this.#decoder = new WindowDecoder(model.decoder, model.shape.output_frames);
    this.#dueFrames = model.shape.stride;
    this.#oldestFrame = model.shape.oldest_frame;
    const reachMs = (1000 * this.#resampler.reachSamples) / options.sampleRateHz + 1000 / ANALYSIS_RATE_HZ;
    this.lookaheadMs = HOP_MS * Math.ceil((HOP_MS * this.#oldestFrame + WINDOW_REACH_MS + reachMs) / HOP_MS);
  }

  /**
   * Takes samples and gives the cues that have become certain.
   *
   * @param samples mono, -1 to 1, any number of them; read during the call only. Values that are not finite count as 0.
   * @param emit called in rising order of `offsetMs`: milliseconds of media time since the last reset or flush. Silence
   *   at the start has no cue. It must not call this engine.
   */
  push(samples: Float32Array, emit: CueSink): void {
    this.#analysis ??= startAnalysis(this.#model, this.#resampler);
    this.#emit = emit;
    this.#analysis.push(samples, this.#onStep);
    this.#emit = ignoreCue;
  }

  /**
   * Ends the utterance: gives the remaining cues, none behind the end of the audio, and if the mouth is not at rest
   * already, silence at the end of the audio. The engine is then as new.
   */
  flush(emit: CueSink): void {
    try {
      if (this.#analysis) {
        const { mediaMs } = this.#analysis;
        this.#emit = emit;
        this.#endFrame = Math.ceil(mediaMs / HOP_MS);
        this.#analysis.flush(this.#oldestFrame, this.#onStep);
        this.#cues.end(mediaMs, emit);
      }
    } finally {
      this.reset();
    }
  }

  /** Forgets everything, as on an interruption; the next sample is at 0 ms. Emits nothing. */
  reset(): void {
    this.#analysis?.close();
    this.#analysis = undefined;
    this.#decoder.reset();
    this.#gate.reset();
    this.#cues.reset();
    this.#rows = 0;
    this.#endFrame = Number.POSITIVE_INFINITY;
    this.#emit = ignoreCue;
  }

  readonly #onStep = (quietRows: number): void => {
    this.#rows += this.#dueFrames;
    for (let row = 0; row < this.#dueFrames; row++) this.#gate.push((quietRows & (1 << row)) !== 0);

    const firstFrame = this.#rows - 1 - this.#oldestFrame;
    if (!this.#analysis || firstFrame + this.#dueFrames <= 0) return;
    this.#decoder.read(this.#analysis.logits, Math.max(0, -firstFrame));
    const due = Math.min(this.#dueFrames, this.#endFrame - firstFrame);
    for (let i = Math.max(0, -firstFrame); i < due; i++) {
      const visemeId = this.#decoder.decide(i, this.#gate.isPause(this.#oldestFrame - i));
      this.#cues.put(firstFrame + i, visemeId, this.#emit);
    }
  };
}

function ignoreCue(): void {}
