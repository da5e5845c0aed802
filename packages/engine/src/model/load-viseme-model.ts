import { EngineError } from '../errors.js';
import { DEFAULT_MODEL } from '../weights/default.weights.js';
import type { EncodedModel } from '../weights/encoded-model.js';
import { decodeModel, type VisemeModel } from './viseme-model.js';

/** Every model that ships; to add one, export it into `weights/` and name it here. */
const MODELS: readonly EncodedModel[] = [DEFAULT_MODEL];

/** Unpacked models, kept because all streams share them. */
const loaded = new Map<string, VisemeModel>();

/**
 * A model by its name.
 *
 * @param name `default`.
 * @throws EngineError `ENGINE_MODEL_UNKNOWN`; the message lists the names there are.
 */
export function loadVisemeModel(name: string): VisemeModel {
  const known = loaded.get(name);
  if (known) return known;
  const encoded = MODELS.find((model) => model.name === name);
  if (!encoded) {
    const names = MODELS.map((model) => `"${model.name}"`).join(', ');
    throw new EngineError('ENGINE_MODEL_UNKNOWN', `There is no viseme model "${name}". Use one of: ${names}.`);
  }
  const model = decodeModel(encoded);
  loaded.set(name, model);
  return model;
}
