export { analyzeSpeech } from './analyze-speech.js';
export { LipSyncEngine, type LipSyncEngineOptions } from './engine.js';
export { EngineError, type EngineErrorCode } from './errors.js';
export { encodedVisemeModel, loadVisemeModel } from './model/load-viseme-model.js';
export { decodeModel, type VisemeModel } from './model/viseme-model.js';
export type { DecoderSettings, EncodedModel, NetworkShape } from './weights/encoded-model.js';
