import { applyDense, type DenseLayer, denseLayer, tiledLength } from './dense-layer.js';
import { StepHistory } from './step-history.js';
import type { VisemeModel } from './viseme-model.js';

/**
 * The viseme network for one stream, one step at a time. The same as `training/model.py`; plain, and the reference for
 * the kernel in `assembly/`, in whose place it runs where there is no WebAssembly.
 *
 *     x = relu(stem [rows])
 *     x = x + out(relu(mix [x(t - 2d), x(t - d), x(t)]))     for each block
 *     logits = head(relu(x))
 */
export class VisemeNetwork {
  /**
   * Result of the last step: `output_frames` rows of 22 logits, oldest frame first. A logit is the logarithm of a
   * probability plus a constant of its frame. Overwritten by the next step. What follows the last row is scratch.
   */
  readonly logits: Float32Array;

  readonly #model: VisemeModel;
  readonly #stem: DenseLayer;
  readonly #blocks: readonly { readonly dilation: number; readonly mix: DenseLayer; readonly out: DenseLayer }[];
  readonly #head: DenseLayer;
  readonly #rows: Float32Array;
  readonly #x: Float32Array;
  readonly #hidden: Float32Array;
  readonly #change: Float32Array;
  readonly #seen: Float32Array;
  readonly #histories: readonly StepHistory[];
  /** Values of `#rows` that are in place; a step runs when it is full. */
  #filled: number;

  constructor(model: VisemeModel) {
    const { bands, stride, stem_rows, channels, taps } = model.shape;
    this.#model = model;
    this.#stem = denseLayer(model.stem);
    this.#blocks = model.blocks.map(({ dilation, mix, out }) => ({
      dilation,
      mix: denseLayer(mix),
      out: denseLayer(out),
    }));
    this.#head = denseLayer(model.head);
    this.logits = new Float32Array(tiledLength(model.head.outputs));
    this.#rows = new Float32Array(stem_rows * bands);
    this.#x = new Float32Array(channels);
    this.#hidden = new Float32Array(channels);
    this.#change = new Float32Array(channels);
    this.#seen = new Float32Array(taps * channels);
    this.#histories = model.blocks.map((block) => new StepHistory(channels, block.dilation * (taps - 1)));
    this.#filled = (stem_rows - stride) * bands;
  }

  /** Bytes that one stream keeps from step to step, and its scratch. */
  get stateBytes(): number {
    const { channels, taps, dilations } = this.#model.shape;
    const kept = dilations.reduce((sum, dilation) => sum + dilation * (taps - 1) + 1, 0) * channels;
    return 4 * (kept + this.#rows.length + this.#seen.length + 3 * channels + this.logits.length);
  }

  /**
   * Takes one row of features.
   *
   * @returns true when it completed a step, and {@link logits} are new.
   */
  push(features: Float32Array): boolean {
    const { bands, stride } = this.#model.shape;
    this.#rows.set(features, this.#filled);
    this.#filled += bands;
    if (this.#filled < this.#rows.length) return false;
    this.#step();
    this.#rows.copyWithin(0, stride * bands);
    this.#filled -= stride * bands;
    return true;
  }

  #step(): void {
    const { channels, taps } = this.#model.shape;
    const blocks = this.#blocks;
    const x = this.#x;
    applyDense(this.#stem, this.#rows, x);
    rectify(x);
    for (let b = 0; b < blocks.length; b++) {
      const block = blocks[b] as (typeof blocks)[number];
      const history = this.#histories[b] as StepHistory;
      history.push(x);
      for (let tap = 0; tap < taps; tap++) {
        history.copy((taps - 1 - tap) * block.dilation, this.#seen, tap * channels);
      }
      applyDense(block.mix, this.#seen, this.#hidden);
      rectify(this.#hidden);
      applyDense(block.out, this.#hidden, this.#change);
      for (let i = 0; i < channels; i++) x[i] = (x[i] as number) + (this.#change[i] as number);
    }
    rectify(x);
    applyDense(this.#head, x, this.logits);
  }
}

function rectify(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) if ((x[i] as number) < 0) x[i] = 0;
}
