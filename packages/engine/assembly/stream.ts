import { BANDS, typicalSpectrum, WINDOW_LEAD_SAMPLES, WINDOW_SAMPLES } from './settings';

/** A layer `y = W x + b` over `taps` vectors of `inputs` values. Weights are int8, tiled as `dense.ts` reads them. */
@unmanaged
export class Layer {
  /** Values in the vector of one tap, filled up with zero weights to a multiple of 8. */
  inputs: i32;
  taps: i32;
  /** Filled up to a multiple of 8. */
  outputs: i32;
  weights: usize;
  /** f32[outputs]: what one step of a row's weights is worth. */
  scales: usize;
  /** f32[outputs]. */
  bias: usize;
}

/** A network: written by `src/kernel/pack-model.ts`, shared by all streams. */
@unmanaged
export class Model {
  /** Rows per step. */
  stride: i32;
  blocks: i32;
  /** i32[blocks]. */
  dilations: usize;
  /** {@link Layer}s: stem, each block's mix and out, head. */
  layers: usize;
}

/** A design of filters: written by `src/kernel/kernel.ts`, shared by all streams of one rate. */
@unmanaged
export class Filters {
  sampleRateHz: i32;
  /** Positions between two input samples for which there is a filter, and one more. */
  phases: i32;
  taps: i32;
  /** `taps` filled up with zeros to a multiple of four. */
  filterLength: i32;
  /** f32[phases + 1][filterLength]. */
  values: usize;
}

/** The last vectors that went into a layer: int16, and behind each vector its scale. */
@unmanaged
export class Ring {
  vectors: usize;
  vectorBytes: i32;
  slots: i32;
  newest: i32;

  /** Address of the vector of some steps ago, 0 for the newest. */
  back(steps: i32): usize {
    let slot = this.newest - steps;
    if (slot < 0) slot += this.slots;
    return this.vectors + <usize>(slot * this.vectorBytes);
  }

  /** Makes room for one more vector, over the oldest. */
  advance(): usize {
    this.newest++;
    if (this.newest === this.slots) this.newest = 0;
    return this.back(0);
  }
}

/** What a stream keeps from one call to the next; behind it in the same slot lie the arrays that it points to. */
@unmanaged
export class Stream {
  lastIn: f64;
  lastOut: f64;
  level: f64;
  model: Model;
  filters: Filters;
  /** Where in the line the next output's filter starts: whole samples, and 16000ths of one. */
  at: i32;
  numerator: i32;
  /** Samples of `pending` that are in place. */
  filled: i32;
  activeFrames: i32;
  /** Rows taken since the last step, and a bit for each that was too quiet to be speech. */
  rows: i32;
  quiet: i32;
  /** f32[taps - 1]: the last input samples. */
  tail: usize;
  /** f32[WINDOW_SAMPLES]: the window that is being filled. */
  pending: usize;
  /** f32[BANDS]. */
  mean: usize;
  /** {@link Ring}s: rows of features, then one per block. */
  rings: usize;
}

function aligned(bytes: i32): i32 {
  return (bytes + 15) & ~15;
}

function ringsBytes(model: Model): i32 {
  return aligned((1 + model.blocks) * <i32>offsetof<Ring>());
}

/** The layer of a model by its place: 0 the stem, 1 and 2 the first block's, the last the head. */
export function layerOf(model: Model, index: i32): Layer {
  return changetype<Layer>(model.layers + <usize>index * offsetof<Layer>());
}

/** The ring of a stream by its place: 0 the rows, 1 the first block's. */
export function ringOf(stream: Stream, index: i32): Ring {
  return changetype<Ring>(stream.rings + <usize>index * offsetof<Ring>());
}

/** Layer that reads a ring, and how many vectors back it reaches. */
function readerOf(model: Model, ring: i32): Layer {
  return layerOf(model, ring === 0 ? 0 : 2 * ring - 1);
}

function reachOf(model: Model, ring: i32): i32 {
  const steps = readerOf(model, ring).taps - 1;
  return ring === 0 ? steps : steps * load<i32>(model.dilations + ((<usize>(ring - 1)) << 2));
}

function vectorBytesOf(model: Model, ring: i32): i32 {
  return 2 * readerOf(model, ring).inputs + 4;
}

/** Bytes of a stream's slot. */
export function sizeOfStream(model: Model, filters: Filters): i32 {
  let bytes = aligned(<i32>offsetof<Stream>());
  bytes += aligned(4 * (filters.taps - 1)) + aligned(4 * WINDOW_SAMPLES) + aligned(4 * BANDS) + ringsBytes(model);
  for (let ring = 0; ring <= model.blocks; ring++) {
    bytes += aligned((reachOf(model, ring) + 1) * vectorBytesOf(model, ring));
  }
  return bytes;
}

/** Makes a slot a new stream. */
export function startStreamAt(slot: usize, model: Model, filters: Filters, lowestLevel: f64): void {
  memory.fill(slot, 0, sizeOfStream(model, filters));
  const stream = changetype<Stream>(slot);
  stream.model = model;
  stream.filters = filters;
  // The first output is centred on the first input, so half of its filter falls on zeros.
  stream.at = (filters.taps - 1) / 2;
  stream.filled = WINDOW_LEAD_SAMPLES;
  stream.level = lowestLevel;

  let free = slot + <usize>aligned(<i32>offsetof<Stream>());
  stream.tail = free;
  free += <usize>aligned(4 * (filters.taps - 1));
  stream.pending = free;
  free += <usize>aligned(4 * WINDOW_SAMPLES);
  stream.mean = free;
  memory.copy(free, typicalSpectrum, 4 * BANDS);
  free += <usize>aligned(4 * BANDS);
  stream.rings = free;
  free += <usize>ringsBytes(model);
  for (let i = 0; i <= model.blocks; i++) {
    const ring = ringOf(stream, i);
    ring.vectors = free;
    ring.vectorBytes = vectorBytesOf(model, i);
    ring.slots = reachOf(model, i) + 1;
    free += <usize>aligned(ring.slots * ring.vectorBytes);
  }
}
