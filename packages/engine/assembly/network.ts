import { applyLayer } from './dense';
import { quantise } from './quantise';
import { layerOf, Model, Ring, ringOf, Stream } from './stream';

/** Most outputs that a layer may have. */
export const MAX_OUTPUTS: i32 = 512;

/** f32[MAX_OUTPUTS] each; shared by all streams, because nothing in them outlives a step. */
const x: usize = memory.data(MAX_OUTPUTS * 4, 16);
const change: usize = memory.data(MAX_OUTPUTS * 4, 16);
/** What the network said at the last step. */
export const logits: usize = memory.data(MAX_OUTPUTS * 4, 16);

/** One vector that is read in the step that wrote it. */
const scratchRing: usize = memory.data(offsetof<Ring>(), 16);
const scratchVector: usize = memory.data(MAX_OUTPUTS * 2 + 4, 16);

function rectify(values: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>count * 4; i += 16) v128.store(values + i, f32x4.pmax(v128.load(values + i), zero));
}

/** `y = layer(max(0, values))` of one vector. */
function applyRectified(values: usize, model: Model, layer: i32, y: usize): void {
  const reader = layerOf(model, layer);
  rectify(values, reader.inputs);
  quantise(values, reader.inputs, scratchVector);
  const ring = changetype<Ring>(scratchRing);
  ring.vectors = scratchVector;
  applyLayer(reader, ring, 0, y);
}

/**
 * One step of a stream whose rows are in place: `src/model/viseme-network.ts` in numbers of 8 and 16 bits.
 *
 *     x = relu(stem [rows])
 *     x = x + out(relu(mix [x(t - 2d), x(t - d), x(t)]))     for each block
 *     logits = head(relu(x))
 */
function step(stream: Stream): void {
  const model = stream.model;
  const stem = layerOf(model, 0);
  const channels = stem.outputs;
  applyLayer(stem, ringOf(stream, 0), 1, x);
  rectify(x, channels);
  for (let block = 0; block < model.blocks; block++) {
    const ring = ringOf(stream, 1 + block);
    quantise(x, channels, ring.advance());
    applyLayer(layerOf(model, 1 + 2 * block), ring, load<i32>(model.dilations + ((<usize>block) << 2)), change);
    applyRectified(change, model, 2 + 2 * block, logits);
    for (let i: usize = 0; i < <usize>channels * 4; i += 16) {
      v128.store(x + i, f32x4.add(v128.load(x + i), v128.load(logits + i)));
    }
  }
  applyRectified(x, model, 1 + 2 * model.blocks, logits);
}

/**
 * Takes a row of features: floats, as many as the stem's inputs.
 *
 * @returns -1, or after the last row of a step a bit for each of its rows, the oldest lowest: too quiet to be speech?
 */
export function takeRow(stream: Stream, features: usize, quiet: bool): i32 {
  const ring = ringOf(stream, 0);
  quantise(features, layerOf(stream.model, 0).inputs, ring.advance());
  if (quiet) stream.quiet |= 1 << stream.rows;
  stream.rows++;
  if (stream.rows < stream.model.stride) return -1;
  const mask = stream.quiet;
  stream.rows = 0;
  stream.quiet = 0;
  step(stream);
  return mask;
}
