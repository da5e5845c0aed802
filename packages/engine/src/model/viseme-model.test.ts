import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../weights/default.weights.js';
import type { EncodedModel } from '../weights/encoded-model.js';
import { denseLayer } from './dense-layer.js';
import { loadVisemeModel } from './load-viseme-model.js';
import { decodeModel } from './viseme-model.js';

const int8 = (...values: number[]) => Buffer.from(Int8Array.from(values).buffer).toString('base64');

const TINY: EncodedModel = {
  name: 'tiny',
  shape: { bands: 1, stride: 1, stem_rows: 1, channels: 8, dilations: [], taps: 1, output_frames: 1, oldest_frame: 0 },
  decoder: { change_cost: 1, hasty_change_cost: 0 },
  weights: '',
  scales: '',
};

describe('decodeModel', () => {
  it.each([
    ['fewer', { weights: DEFAULT_MODEL.weights.slice(0, 4000) }],
    ['more', { weights: `${DEFAULT_MODEL.weights.replaceAll('=', 'A')}AAAA` }],
    ['fewer', { scales: DEFAULT_MODEL.scales.slice(0, 400) }],
    ['not base64', { scales: '!' }],
  ])('says when the data has %s', (what, change) => {
    expect(() => decodeModel({ ...DEFAULT_MODEL, ...change })).toThrow(
      expect.objectContaining({ code: 'ENGINE_MODEL_INVALID', message: expect.stringContaining(what) }),
    );
  });

  it('multiplies each row by its scale', () => {
    const float32 = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer).toString('base64');
    const model = decodeModel({
      ...TINY,
      // Stem: 8 outputs of one input; head: 22 outputs of 8 inputs.
      weights: int8(...Array(8).keys(), ...new Array(22 * 8).fill(-10)),
      scales: float32(
        ...new Array(8).fill(0.5),
        7,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        ...new Array(22).fill(0.25),
        ...new Array(22).fill(3),
      ),
    });
    const [stem, head] = [denseLayer(model.stem), denseLayer(model.head)];
    expect([...stem.weights]).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]);
    expect(stem.bias[0]).toBe(7);
    expect(head.weights[21]).toBe(-2.5);
    expect(head.bias[21]).toBe(3);
  });

  it.each<Partial<EncodedModel['shape']>>([
    { stride: 0 },
    { stride: 3 },
    { taps: 1.5 },
    { dilations: [1, -2] },
    { output_frames: 1 },
    { oldest_frame: 0 },
  ])('refuses a shape that cannot be: %j', (change) => {
    expect(() => decodeModel({ ...DEFAULT_MODEL, shape: { ...DEFAULT_MODEL.shape, ...change } })).toThrow(
      expect.objectContaining({ code: 'ENGINE_MODEL_INVALID', message: expect.stringContaining('contradicts') }),
    );
  });

  it('says when the channels do not fill the kernel', () => {
    expect(() => decodeModel({ ...TINY, shape: { ...TINY.shape, channels: 9 } })).toThrow(
      expect.objectContaining({ code: 'ENGINE_MODEL_INVALID', message: expect.stringContaining('9 channels') }),
    );
  });
});

describe('loadVisemeModel', () => {
  it('knows every file of weights/', () => {
    const files = readdirSync(new URL('../weights/', import.meta.url)).filter((name) => name.endsWith('.weights.ts'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const name = file.replace('.weights.ts', '');
      expect(loadVisemeModel(name).name).toBe(name);
    }
  });

  it('unpacks a model once', () => {
    expect(loadVisemeModel('default')).toBe(loadVisemeModel('default'));
  });

  it('lists the models there are when asked for another', () => {
    expect(() => loadVisemeModel('toString')).toThrow(
      expect.objectContaining({ code: 'ENGINE_MODEL_UNKNOWN', message: expect.stringContaining('"default"') }),
    );
  });
});
