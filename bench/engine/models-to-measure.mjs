import { loadVisemeModel } from '@lipwire/engine';
import { syntheticModel } from '../../packages/engine/bench/synthetic-model.mjs';
import { decodeModel } from '../../packages/engine/dist/model/viseme-model.js';
import { readEncodedModel } from '../lipsync/engines/lipwire.mjs';

/**
 * The model that ships, a synthetic one three times as large, and another if one is asked for.
 *
 * @param {string} [path] a file as training/export.py writes it.
 */
export async function modelsToMeasure(path) {
  const asked = path === undefined ? [] : [decodeModel(readEncodedModel(path))];
  return [loadVisemeModel('default'), ...asked, decodeModel(syntheticModel())];
}
