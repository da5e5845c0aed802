import { ANALYSIS_RATE_HZ, HOP_SAMPLES } from '../frames/analysis-grid.js';
import type { ResamplerDesign } from '../frames/resampler-design.js';
import { type Kernel, type KernelStream, MAX_BLOCK_SAMPLES } from '../kernel/kernel.js';
import type { VisemeModel } from '../model/viseme-model.js';
import type { SpeechAnalysis, StepSink } from './speech-analysis.js';

const ROWS_PER_SECOND = ANALYSIS_RATE_HZ / HOP_SAMPLES;

/** The analysis in the WebAssembly kernel. A stream that is dropped without {@link close} is closed when it is collected. */
export class KernelAnalysis implements SpeechAnalysis {
  readonly #kernel: Kernel;
  readonly #stream: KernelStream;
  readonly #sampleRateHz: number;
  readonly #stride: number;
  /** As many samples as never bring more than one step. */
  readonly #blockSamples: number;
  #samples = 0;
  #steps = 0;
  /** Its place belongs to others then: a sink that ends its own stream must not have the rest of a chunk written there. */
  #isClosed = false;

  /** @returns `undefined` when the kernel cannot take the model or has no more memory. */
  static open(kernel: Kernel, model: VisemeModel, design: ResamplerDesign): KernelAnalysis | undefined {
    const stream = kernel.openStream(model, design);
    return stream && new KernelAnalysis(kernel, stream, model, design);
  }

  private constructor(kernel: Kernel, stream: KernelStream, { shape }: VisemeModel, { sampleRateHz }: ResamplerDesign) {
    this.#kernel = kernel;
    this.#stream = stream;
    this.#sampleRateHz = sampleRateHz;
    this.#stride = shape.stride;
    this.#blockSamples = Math.min(
      MAX_BLOCK_SAMPLES,
      Math.floor((shape.stride * HOP_SAMPLES * sampleRateHz) / ANALYSIS_RATE_HZ),
    );
    dropped.register(this, { kernel, stream }, stream);
  }

  get logits(): Float32Array {
    return this.#kernel.logits;
  }

  get mediaMs(): number {
    return (this.#samples * 1000) / this.#sampleRateHz;
  }

  push(samples: Float32Array, sink: StepSink): void {
    const { length } = samples;
    this.#samples += length;
    for (let start = 0; start < length && !this.#isClosed; start += this.#blockSamples) {
      const count = Math.min(this.#blockSamples, length - start);
      const input = this.#kernel.input;
      // A subarray would be an allocation.
      if (count === length) input.set(samples);
      else for (let i = 0; i < count; i++) input[i] = samples[start + i] as number;
      this.#run(count, sink);
    }
  }

  flush(extraFrames: number, sink: StepSink): void {
    const rows = Math.ceil((this.#samples * ROWS_PER_SECOND) / this.#sampleRateHz) + extraFrames;
    const steps = Math.floor(rows / this.#stride);
    while (this.#steps < steps && !this.#isClosed) {
      this.#kernel.input.fill(0, 0, this.#blockSamples);
      this.#run(this.#blockSamples, sink);
    }
  }

  close(): void {
    this.#isClosed = true;
    dropped.unregister(this.#stream);
    this.#kernel.closeStream(this.#stream);
  }

  #run(count: number, sink: StepSink): void {
    const quietRows = this.#kernel.push(this.#stream, count);
    if (quietRows < 0) return;
    this.#steps++;
    sink(quietRows);
  }
}

const dropped = new FinalizationRegistry<{ kernel: Kernel; stream: KernelStream }>(({ kernel, stream }) =>
  kernel.closeStream(stream),
);
