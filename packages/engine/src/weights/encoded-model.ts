/** Sizes of a viseme network; `training/model.py` says what each one means and why it has its value. */
export interface NetworkShape {
  /** Features in a row. */
  readonly bands: number;
  /** Rows that one step takes. */
  readonly stride: number;
  /** Rows that the stem sees, the newest last; a multiple of `stride`. */
  readonly stem_rows: number;
  readonly channels: number;
  /** One residual block each: the distance, in steps, between the taps of its convolution. */
  readonly dilations: readonly number[];
  readonly taps: number;
  /** Frames that the head names at each step. */
  readonly output_frames: number;
  /** The first of them lies this many frames before the newest row. */
  readonly oldest_frame: number;
}

/** Settings of the decoder, chosen together with the weights. */
export interface DecoderSettings {
  /** What a change of shape costs, in nepers of likelihood: higher means fewer, later changes. */
  readonly change_cost: number;
  /** Added to the cost of leaving a shape that is only one frame old, so that nothing flickers. */
  readonly hasty_change_cost: number;
}

/** A model as `training/export.py` writes it: a TypeScript file of data, `weights/<name>.weights.ts`. */
export interface EncodedModel {
  readonly name: string;
  readonly shape: NetworkShape;
  readonly decoder: DecoderSettings;
  /** Base64 of int8: the weights of stem, each block's two layers, and head, one after the other, row by row. */
  readonly weights: string;
  /** Base64 of little-endian float32: for each of these layers the scale of each row, then the bias of each row. */
  readonly scales: string;
}
