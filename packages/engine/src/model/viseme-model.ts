import { VISEME_COUNT } from '@lipwire/cues';
import { EngineError } from '../errors.js';
import type { DecoderSettings, EncodedModel, NetworkShape } from '../weights/encoded-model.js';
import { decodeBase64 } from './base64.js';

/** A fully connected layer as it was exported: 8 bits a weight. Read only: all streams share it. */
export interface NetworkLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** One row of `inputs` whole numbers per output. */
  readonly weights: Int8Array;
  /** What a one in each row is worth. */
  readonly scales: Float32Array;
  /** One for each output. */
  readonly bias: Float32Array;
}

/** Channels come in such groups, so that no layer of a block has a rest. */
const CHANNEL_GROUP = 8;

/** A residual block: `x + out(relu(mix([x(t - 2d), x(t - d), x(t)])))`. */
export interface NetworkBlock {
  readonly dilation: number;
  readonly mix: NetworkLayer;
  readonly out: NetworkLayer;
}

/** A trained network that is ready to run. Immutable; any number of engines share one. */
export interface VisemeModel {
  readonly name: string;
  readonly shape: NetworkShape;
  readonly decoder: DecoderSettings;
  readonly stem: NetworkLayer;
  readonly blocks: readonly NetworkBlock[];
  readonly head: NetworkLayer;
}

/**
 * Unpacks a model.
 *
 * @throws EngineError `ENGINE_MODEL_INVALID` when the shape is none, or the data does not fill it exactly.
 */
export function decodeModel(encoded: EncodedModel): VisemeModel {
  const { name, shape, decoder } = encoded;
  const weightBytes = decodeBase64(encoded.weights);
  const scaleBytes = decodeBase64(encoded.scales);
  if (!weightBytes || !scaleBytes || scaleBytes.length % 4 !== 0) throw invalid(name, 'its data is not base64');
  const quantised = new Int8Array(weightBytes.buffer, weightBytes.byteOffset, weightBytes.length);
  const scaleView = new DataView(scaleBytes.buffer, scaleBytes.byteOffset, scaleBytes.length);
  let weightAt = 0;
  let scaleAt = 0;

  const nextScales = (count: number): Float32Array => {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++, scaleAt += 4) values[i] = scaleView.getFloat32(scaleAt, true);
    return values;
  };
  const nextLayer = (inputs: number, outputs: number): NetworkLayer => {
    if (weightAt + inputs * outputs > quantised.length || scaleAt + 8 * outputs > scaleBytes.length) {
      throw invalid(name, 'it has fewer weights than its shape needs');
    }
    const weights = quantised.subarray(weightAt, weightAt + inputs * outputs);
    weightAt += weights.length;
    return { inputs, outputs, weights, scales: nextScales(outputs), bias: nextScales(outputs) };
  };

  const { channels, taps } = shape;
  if (!isShape(shape)) throw invalid(name, 'its shape contradicts itself');
  if (channels % CHANNEL_GROUP !== 0)
    throw invalid(name, `it has ${channels} channels, not a multiple of ${CHANNEL_GROUP}`);
  const model: VisemeModel = {
    name,
    shape,
    decoder,
    stem: nextLayer(shape.stem_rows * shape.bands, channels),
    blocks: shape.dilations.map((dilation) => ({
      dilation,
      mix: nextLayer(taps * channels, channels),
      out: nextLayer(channels, channels),
    })),
    head: nextLayer(channels, shape.output_frames * VISEME_COUNT),
  };
  if (weightAt !== quantised.length || scaleAt !== scaleBytes.length) {
    throw invalid(name, 'it has more weights than its shape needs');
  }
  return model;
}

/** Counts are counts, a step's rows fit the stem, and a step names at least the frames that become due with it. */
function isShape(shape: NetworkShape): boolean {
  const { bands, stride, stem_rows, channels, dilations, taps, output_frames, oldest_frame } = shape;
  const counts = [bands, stride, stem_rows, channels, taps, output_frames, ...dilations];
  return (
    counts.every((count) => Number.isInteger(count) && count > 0) &&
    stem_rows % stride === 0 &&
    output_frames >= stride &&
    Number.isInteger(oldest_frame) &&
    oldest_frame >= stride - 1
  );
}

function invalid(name: string, what: string): EngineError {
  return new EngineError('ENGINE_MODEL_INVALID', `Model "${name}" cannot be used: ${what}. Export it again.`);
}
