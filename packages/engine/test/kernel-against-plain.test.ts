import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise, syntheticModel } from '../bench/synthetic-model.mjs';
import { KernelAnalysis } from '../src/analysis/kernel-analysis.js';
import { PlainAnalysis } from '../src/analysis/plain-analysis.js';
import { FeatureExtractor } from '../src/features/feature-extractor.js';
import { ResamplerDesign } from '../src/frames/resampler-design.js';
import { type Kernel, loadKernel } from '../src/kernel/kernel.js';
import { loadVisemeModel } from '../src/model/load-viseme-model.js';
import { decodeModel, type VisemeModel } from '../src/model/viseme-model.js';
import { VisemeNetwork } from '../src/model/viseme-network.js';
import { SENTENCE } from './speech-fixture.js';

const kernel = loadKernel() as Kernel;

/** Logits differ by at most this share of the largest: activations have 16 bits in the kernel, sums 24. */
const LOGIT_TOLERANCE = 5e-4;
/** Features differ by at most this; they spread over about 1 and have a range of 6. */
const FEATURE_TOLERANCE = 1e-3;

const shapes = fc
  .record({
    stride: fc.integer({ min: 1, max: 4 }),
    stemSteps: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 16 }).map((eights) => 8 * eights),
    dilations: fc.array(fc.integer({ min: 1, max: 16 }), { maxLength: 12 }),
    taps: fc.integer({ min: 1, max: 5 }),
    moreFrames: fc.integer({ min: 0, max: 8 }),
  })
  .map(({ stemSteps, moreFrames, ...shape }) => ({
    ...shape,
    stem_rows: stemSteps * shape.stride,
    output_frames: shape.stride + moreFrames,
  }));

/** Some rows of features, every few of them zeros. */
function makeRows(count: number, seed: number): Float32Array[] {
  const random = noise(seed);
  return Array.from({ length: count }, (_, t) =>
    Float32Array.from({ length: 40 }, () => (t % 7 < 5 ? 3 * random() : 0)),
  );
}

/** The largest difference of two lists of numbers, as a share of the largest number in the first. */
function difference(expected: Float32Array, actual: Float32Array): number {
  let worst = 0;
  let largest = 1e-6;
  expected.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - (actual[i] as number)));
    largest = Math.max(largest, Math.abs(value));
  });
  return worst / largest;
}

function open(model: VisemeModel, sampleRateHz: number): KernelAnalysis {
  const analysis = KernelAnalysis.open(kernel, model, new ResamplerDesign(sampleRateHz));
  if (!analysis) throw new Error('the kernel did not take the model');
  return analysis;
}

describe('the kernel against the plain version', () => {
  it('has the same network, whatever its shape', () => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        const model = decodeModel(syntheticModel(shape, seed));
        const plain = new VisemeNetwork(model);
        const stream = kernel.openStream(model, new ResamplerDesign(16_000));
        if (!stream) throw new Error('the kernel did not take the model');
        const rows = makeRows(60, seed);
        for (const row of rows) {
          kernel.features.set(row);
          const stepped = plain.push(row);
          expect(kernel.pushRow(stream) >= 0).toBe(stepped);
          if (!stepped) continue;
          const logits = plain.logits.subarray(0, model.head.outputs);
          expect(difference(logits, kernel.logits)).toBeLessThan(LOGIT_TOLERANCE);
        }
        kernel.closeStream(stream);
      }),
      { numRuns: 60, seed: 21 },
    );
  });

  it('has the same features, whatever the sound and its rate', () => {
    // One row a step, and hardly any network.
    const model = decodeModel(syntheticModel({ stride: 1, stem_rows: 1, channels: 8, dilations: [] }));
    const sounds = fc.record({
      sampleRateHz: fc.oneof(
        fc.constantFrom(8000, 16_000, 22_050, 24_000, 44_100, 48_000),
        fc.integer({ min: 8000, max: 48_000 }),
      ),
      gain: fc.constantFrom(1e-5, 0.01, 0.3, 3),
      offset: fc.constantFrom(0, 0, 0.4),
      colour: fc.double({ min: 0, max: 0.98, noNaN: true }),
      tone: fc.double({ min: 0, max: 4000, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(sounds, ({ sampleRateHz, gain, offset, colour, tone, seed }) => {
        const random = noise(seed);
        let low = 0;
        const samples = Float32Array.from({ length: 0.6 * sampleRateHz }, (_, i) => {
          low = colour * low + (1 - colour) * random();
          const syllable = Math.sin((2 * Math.PI * 4 * i) / sampleRateHz) > -0.5 ? 1 : 0.01;
          return offset + gain * syllable * (low + Math.sin((2 * Math.PI * tone * i) / sampleRateHz));
        });
        const rows: Float32Array[] = [];
        const quiets: boolean[] = [];
        new FeatureExtractor(sampleRateHz).push(samples, (row, quiet) => {
          rows.push(row.slice());
          quiets.push(quiet);
        });
        const analysis = open(model, sampleRateHz);
        let row = 0;
        analysis.push(samples, (quietRows) => {
          const worst = Math.max(
            ...(rows[row] ?? []).map((x, band) => Math.abs(x - (kernel.features[band] as number))),
          );
          expect(worst).toBeLessThan(FEATURE_TOLERANCE);
          expect(quietRows === 1).toBe(quiets[row]);
          row++;
        });
        expect(row).toBe(rows.length);
        analysis.close();
      }),
      { numRuns: 60, seed: 22 },
    );
  });

  it.each([
    ['the default model', loadVisemeModel('default')],
    ['a larger one', decodeModel(syntheticModel())],
    ['25 steps a second', decodeModel(syntheticModel({ stride: 4, stem_rows: 8, output_frames: 8, oldest_frame: 8 }))],
  ])('says the same of speech: %s', (_, model) => {
    const { samples, sampleRateHz } = SENTENCE;
    const plain = new PlainAnalysis(model, sampleRateHz);
    const fast = open(model, sampleRateHz);
    const expected: { quietRows: number; logits: Float32Array }[] = [];
    const keep = (quietRows: number) => expected.push({ quietRows, logits: plain.logits.slice(0, model.head.outputs) });
    plain.push(samples, keep);
    plain.flush(model.shape.oldest_frame, keep);
    let step = 0;
    const compare = (quietRows: number) => {
      expect(quietRows).toBe(expected[step]?.quietRows);
      expect(difference(expected[step]?.logits ?? new Float32Array(1), fast.logits)).toBeLessThan(LOGIT_TOLERANCE);
      step++;
    };
    fast.push(samples, compare);
    fast.flush(model.shape.oldest_frame, compare);
    expect(step).toBe(expected.length);
    fast.close();
  });
});
