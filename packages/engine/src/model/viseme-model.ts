import { VISEME_COUNT } from '@lipwire/cues';
import { EngineError } from '../errors.js';
import type { DecoderSettings, EncodedModel, NetworkShape } from '../weights/encoded-model.js';
import { decodeBase64 } from './base64.js';
import { type DenseLayer, TILE, tiledLength, tileWeights } from './dense-layer.js';

/** A residual block: `x + out(relu(mix([x(t - 2d), x(t - d), x(t)])))`. */
export interface NetworkBlock {
  readonly dilation: number;
  readonly mix: DenseLayer;
  readonly out: DenseLayer;
}

/** A trained network that is ready to run. Immutable; any number of engines share one. */
export interface VisemeModel {
  readonly name: string;
  readonly shape: NetworkShape;
  readonly decoder: DecoderSettings;
  readonly stem: DenseLayer;
  readonly blocks: readonly NetworkBlock[];
  readonly head: DenseLayer;
}

/**
 * Unpacks a model.
 *
 * @throws EngineError `ENGINE_MODEL_INVALID` when the data does not fill the shape exactly.
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
  const nextLayer = (inputs: number, outputs: number): DenseLayer => {
    if (weightAt + inputs * outputs > quantised.length || scaleAt + 8 * outputs > scaleBytes.length) {
      throw invalid(name, 'it has fewer weights than its shape needs');
    }
    const rowScales = nextScales(outputs);
    const bias = new Float32Array(tiledLength(outputs));
    bias.set(nextScales(outputs));
    const rows = new Float32Array(inputs * outputs);
    for (let i = 0; i < rows.length; i++) {
      rows[i] = (quantised[weightAt++] as number) * (rowScales[Math.floor(i / inputs)] as number);
    }
    return { inputs, outputs, weights: tileWeights(rows, inputs, outputs), bias };
  };

  const { channels, taps } = shape;
  if (channels % TILE !== 0) throw invalid(name, `it has ${channels} channels, not a multiple of ${TILE}`);
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

function invalid(name: string, what: string): EngineError {
  return new EngineError('ENGINE_MODEL_INVALID', `Model "${name}" cannot be used: ${what}. Export it again.`);
}
