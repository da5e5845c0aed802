import { EngineError } from '../errors.js';
import { DEFAULT_MODEL } from '../weights/default.weights.js';
import type { EncodedModel } from '../weights/encoded-model.js';
import { decodeModel, type VisemeModel } from './viseme-model.js';

/** Every model that ships; to add one, export it into `weights/` and name it here. */
const MODELS: readonly EncodedModel[] = [DEFAULT_MODEL];

/** Unpacked models, kept because all streams share them. */
const loaded = new Map<string, VisemeModel>();

/**
 * A model by its name, ready to run. The first time it is unpacked, which takes some 30 ms.
 *
 * @param name `default`.
 * @throws EngineError `ENGINE_MODEL_UNKNOWN`; the message lists the names there are.
 */
export function loadVisemeModel(name: string): VisemeModel {
  const known = loaded.get(name);
  if (known) return known;
  const model = decodeModel(encodedVisemeModel(name));
  loaded.set(name, model);
  return model;
}

/**
 * A model by its name, as it is stored: to be handed to another thread, and unpacked there by {@link decodeModel}.
 *
 * @param name `default`.
 * @throws EngineError `ENGINE_MODEL_UNKNOWN`; the message lists the names there are.
 */
export function encodedVisemeModel(name: string): EncodedModel {
  const encoded = MODELS.find((model) => model.name === name);
  if (encoded) return encoded;
  const names = MODELS.map((model) => `"${model.name}"`).join(', ');
  throw new EngineError('ENGINE_MODEL_UNKNOWN', `There is no viseme model "${name}". Use one of: ${names}.`);
}
