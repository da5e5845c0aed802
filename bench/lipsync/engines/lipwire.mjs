import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Failure } from '../../../scripts/setup/progress.mjs';
import { cpuSecondsOf } from './cpu-time.mjs';

/** Pieces in which the stream is timed: voice services send about so much at once. */
const SERVICE_CHUNK_MS = 40;

/** Pieces in which the cues are noted, so that each comes with the millisecond at which it came. */
const FINE_CHUNK_MS = 1;

/**
 * Our engine as a live stream.
 *
 * Each recording goes through twice: in pieces as services send them, for the processor time, and a millisecond at a time,
 * for the moment at which each cue comes. Both must give the same cues.
 *
 * @param {{ modelPath?: string, decoder?: Record<string, number> }} [options] `modelPath`: a model as `training/export.py`
 *   writes it, in place of the one that ships; `decoder`: settings in place of the model's own.
 * @returns {Promise<import('./engine.mjs').Engine>}
 */
export async function lipwireEngine({ modelPath, decoder } = {}) {
  const { LipSyncEngine, loadVisemeModel } = await import('@lipwire/engine');
  const loaded = modelPath ? await decodedModel(modelPath) : loadVisemeModel('default');
  const model = decoder ? { ...loaded, decoder: { ...loaded.decoder, ...decoder } } : loaded;
  return {
    name: 'ours',
    title: 'Lipwire',
    async run({ samples, sampleRateHz }) {
      const engine = new LipSyncEngine({ sampleRateHz, model });
      const [timed, cpuSeconds] = await cpuSecondsOf(() => stream(engine, samples, sampleRateHz, SERVICE_CHUNK_MS));
      const cues = stream(engine, samples, sampleRateHz, FINE_CHUNK_MS);
      if (!sameCues(timed, cues)) throw new Error('the engine gives other cues for other pieces of the same sound');
      return { cues, durationMs: (samples.length * 1000) / sampleRateHz, cpuSeconds };
    },
  };
}

function stream(engine, samples, sampleRateHz, chunkMs) {
  const cues = [];
  let taken = 0;
  const keep = (v, t) => cues.push({ t, v, at: (taken * 1000) / sampleRateHz });
  const chunkSamples = Math.floor((sampleRateHz * chunkMs) / 1000);
  while (taken < samples.length) {
    const chunk = samples.subarray(taken, taken + chunkSamples);
    taken += chunk.length;
    engine.push(chunk, keep);
  }
  engine.flush(keep);
  return cues;
}

function sameCues(a, b) {
  return a.length === b.length && a.every(({ t, v }, i) => t === b[i].t && v === b[i].v);
}

/** The network behind a file. The engine keeps its unpacking to itself, so this reaches into the built package. */
async function decodedModel(path) {
  const { decodeModel } = await import(new URL('../../../packages/engine/dist/model/viseme-model.js', import.meta.url));
  return decodeModel(readEncodedModel(path));
}

/**
 * Reads a model as `training/export.py` writes it, `weights/<name>.weights.ts`, or the same object as JSON.
 *
 * @param {string} path
 * @throws {Failure} for a file that holds no object.
 */
export function readEncodedModel(path) {
  const text = readFileSync(path, 'utf8');
  // The file is data with a type in front: an object from the first "= {" to the last "}".
  const [object] = /(?<== )\{[\s\S]*\}/.exec(text) ?? [];
  const json = extname(path) === '.json' ? text : object;
  if (!json) throw new Failure(`${path} is no model: it has no "= { … }".`);
  return JSON.parse(json);
}
