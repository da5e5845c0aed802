import type { NetworkLayer, VisemeModel } from '../model/viseme-model.js';

/** Outputs of a tile, the largest that fits first; see `assembly/dense.ts`. */
const TILES = [32, 16, 8];
/** Bytes of a `Layer` and of a `Model` in `assembly/stream.ts`. */
const LAYER_BYTES = 24;
const MODEL_BYTES = 16;
/** Limits of the kernel's fixed buffers: outputs of a layer, inputs of a tap, rows of a step (bits of a number). */
const MAX_OUTPUTS = 512;
const MAX_INPUTS = 512;
const MAX_STRIDE = 16;

/** A layer as the kernel takes it: its inputs are `taps` vectors of `width` values. */
interface TappedLayer {
  readonly layer: NetworkLayer;
  readonly taps: number;
  readonly width: number;
}

/** True if the kernel's buffers are large enough for a model. */
export function fitsKernel({ shape, head }: VisemeModel, bands: number): boolean {
  const { channels, stride } = shape;
  return (
    shape.bands === bands &&
    stride <= MAX_STRIDE &&
    Math.max(channels, bands) <= MAX_INPUTS &&
    Math.max(channels, eights(head.outputs)) <= MAX_OUTPUTS
  );
}

/** Bytes that {@link packModel} writes. */
export function packedBytes(model: VisemeModel): number {
  const layers = layersOf(model);
  const data = layers.reduce((sum, { layer, taps, width }) => sum + dataBytes(layer.outputs, taps * eights(width)), 0);
  return headerBytes(model, layers.length) + data;
}

/** Writes a model at an address (a multiple of 16) of the kernel's memory, in the layout of `assembly/stream.ts`. */
export function packModel(model: VisemeModel, buffer: ArrayBuffer, address: number): void {
  const { stride, dilations } = model.shape;
  const layers = layersOf(model);
  const dilationsAt = address + MODEL_BYTES;
  const layersAt = dilationsAt + 4 * dilations.length;
  new Int32Array(buffer, address, 4).set([stride, dilations.length, dilationsAt, layersAt]);
  new Int32Array(buffer, dilationsAt, dilations.length).set(dilations);
  let dataAt = address + headerBytes(model, layers.length);
  layers.forEach(({ layer, taps, width }, i) => {
    const outputs = eights(layer.outputs);
    const scalesAt = dataAt + taps * eights(width) * outputs;
    const biasAt = scalesAt + 4 * outputs;
    const header = new Int32Array(buffer, layersAt + i * LAYER_BYTES, 6);
    header.set([eights(width), taps, outputs, dataAt, scalesAt, biasAt]);
    new Int8Array(buffer, dataAt, scalesAt - dataAt).set(tiledWeights(layer, taps, width));
    const rest = new Float32Array(buffer, scalesAt, 2 * outputs).fill(0);
    rest.set(layer.scales);
    rest.set(layer.bias, outputs);
    dataAt += dataBytes(layer.outputs, taps * eights(width));
  });
}

function layersOf({ shape, stem, blocks, head }: VisemeModel): TappedLayer[] {
  const { channels, taps } = shape;
  return [
    { layer: stem, taps: shape.stem_rows, width: shape.bands },
    ...blocks.flatMap(({ mix, out }) => [
      { layer: mix, taps, width: channels },
      { layer: out, taps: 1, width: channels },
    ]),
    { layer: head, taps: 1, width: channels },
  ];
}

/** The weights of a layer, in the order in which the kernel reads them; missing rows and columns are zeros. */
export function tiledWeights({ weights, inputs, outputs }: NetworkLayer, taps: number, width: number): Int8Array {
  const tiled = new Int8Array(eights(outputs) * taps * eights(width));
  let at = 0;
  for (let first = 0; first < outputs; ) {
    const left = eights(outputs) - first;
    const tile = TILES.find((size) => size <= left) ?? left;
    for (let tap = 0; tap < taps; tap++) {
      for (let pair = 0; pair < eights(width); pair += 2) {
        for (let output = first; output < first + tile; output++) {
          for (let input = pair; input < pair + 2; input++, at++) {
            if (output < outputs && input < width) tiled[at] = weights[output * inputs + tap * width + input] as number;
          }
        }
      }
    }
    first += tile;
  }
  return tiled;
}

function eights(count: number): number {
  return 8 * Math.ceil(count / 8);
}

/** Bytes of a layer's weights, scales and biases. */
function dataBytes(outputs: number, inputs: number): number {
  return eights(outputs) * (inputs + 8);
}

function headerBytes({ shape }: VisemeModel, layers: number): number {
  return 16 * Math.ceil((MODEL_BYTES + 4 * shape.dilations.length + layers * LAYER_BYTES) / 16);
}
