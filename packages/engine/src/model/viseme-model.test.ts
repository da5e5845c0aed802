import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../weights/default.weights.js';
import { loadVisemeModel } from './load-viseme-model.js';
import { decodeModel } from './viseme-model.js';

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
    const shape = {
      bands: 1,
      stride: 1,
      stem_rows: 1,
      channels: 1,
      dilations: [],
      taps: 1,
      output_frames: 1,
      oldest_frame: 0,
    };
    const float32 = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer).toString('base64');
    const model = decodeModel({
      name: 'tiny',
      shape,
      decoder: { change_cost: 1, hasty_change_cost: 0 },
      // One weight in the stem, 22 in the head: -10, then 0, 1, 2 …
      weights: Buffer.from(Int8Array.from([-10, ...Array(22).keys()]).buffer).toString('base64'),
      scales: float32(0.5, 7, ...new Array(22).fill(0.25), ...new Array(22).fill(3)),
    });
    expect([...model.stem.weights, ...model.stem.bias]).toEqual([-5, 7]);
    expect(model.head.weights[4]).toBe(1);
    expect(model.head.bias[4]).toBe(3);
  });
});

describe('loadVisemeModel', () => {
  it('unpacks a model once', () => {
    expect(loadVisemeModel('default')).toBe(loadVisemeModel('default'));
  });

  it('lists the models there are when asked for another', () => {
    expect(() => loadVisemeModel('toString')).toThrow(
      expect.objectContaining({ code: 'ENGINE_MODEL_UNKNOWN', message: expect.stringContaining('"default"') }),
    );
  });
});
