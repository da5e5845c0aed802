import { LipSyncEngine } from '@lipwire/engine';
import { KernelAnalysis } from '../../packages/engine/dist/analysis/kernel-analysis.js';
import { PlainAnalysis } from '../../packages/engine/dist/analysis/plain-analysis.js';
import { FeatureExtractor } from '../../packages/engine/dist/features/feature-extractor.js';
import { ResamplerDesign } from '../../packages/engine/dist/frames/resampler-design.js';
import { loadKernel } from '../../packages/engine/dist/kernel/kernel.js';
import { VisemeNetwork } from '../../packages/engine/dist/model/viseme-network.js';
import { cpuPerSecond, piecesOf } from './cpu-per-second.mjs';

const STAGES_CHUNK_MS = 40;
const ignore = () => {};

/**
 * CPU time of the engine and its stages with one model.
 *
 * The network alone is timed on the rows that the speech gives; resampling and features are what the analysis takes
 * besides it, and the decoder what the engine takes besides the analysis.
 *
 * @returns {{ what: string, best: number, median: number }[]}
 */
export function measureEngine(model, { speech, rateHz, chunksMs, runs }) {
  const seconds = speech.length / rateHz;
  const measure = (what, work) => ({ what, ...cpuPerSecond(work, { seconds, runs }) });
  const chunked = (ms) => piecesOf(speech, (rateHz * ms) / 1000);
  const pieces = chunked(STAGES_CHUNK_MS);
  const rows = [];
  new FeatureExtractor(rateHz).push(speech, (row) => rows.push(row.slice()));

  const engine = new LipSyncEngine({ sampleRateHz: rateHz, model });
  const whole = chunksMs.map((ms) => {
    const chunks = chunked(ms);
    return measure(`whole, pieces of ${ms} ms`, () => {
      for (const chunk of chunks) engine.push(chunk, ignore);
      engine.flush(ignore);
    });
  });
  const results = [...whole];

  const kernel = loadKernel();
  const open = () => kernel && KernelAnalysis.open(kernel, model, new ResamplerDesign(rateHz));
  const analysis = open();
  if (analysis) {
    const analysed = measure('', () => pushAll(analysis, pieces));
    analysis.close();
    const stream = kernel.openStream(model, new ResamplerDesign(rateHz));
    const network = measure('  network', () => {
      for (const row of rows) {
        kernel.features.set(row);
        kernel.pushRow(stream);
      }
    });
    kernel.closeStream(stream);
    const engineOnly = results.find(({ what }) => what.endsWith(` ${STAGES_CHUNK_MS} ms`));
    results.push(less('  resampling and features', analysed, network), network);
    if (engineOnly) results.push(less('  decoder', engineOnly, analysed));
  }

  const plain = new PlainAnalysis(model, rateHz);
  results.push(measure('plain TypeScript, without decoder', () => pushAll(plain, pieces)));
  const extractor = new FeatureExtractor(rateHz);
  results.push(
    measure('  resampling and features', () => {
      for (const piece of pieces) extractor.push(piece, ignore);
    }),
  );
  const network = new VisemeNetwork(model);
  results.push(
    measure('  network', () => {
      for (const row of rows) network.push(row);
    }),
  );
  return results;
}

function pushAll(analysis, pieces) {
  for (const piece of pieces) analysis.push(piece, ignore);
}

function less(what, whole, part) {
  return { what, best: whole.best - part.best, median: whole.median - part.median };
}
