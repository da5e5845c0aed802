export { VISEMES, type Viseme, visemeOfPhone } from './alphabet.js';
export type { Cue, CueSink } from './cue.js';
export {
  encodeMascotVisemes,
  isWireViseme,
  MASCOT_VISEMES_FIELD,
  type MascotVisemes,
  readMascotVisemes,
  spliceField,
  type VisemeInput,
  type WireViseme,
} from './envelope.js';
export { CuesError, type CuesErrorCode } from './errors.js';
export { likenessOf } from './shape/likeness.js';
export { NaturalLipSyncProcessor, processNaturalLipSync } from './shape/natural-lip-sync.js';
export {
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  NATURAL_LIP_SYNC_RANGES,
  type NaturalLipSyncConfig,
  resolveNaturalLipSyncConfig,
} from './shape/natural-lip-sync-config.js';
export { NATURAL_LIP_SYNC_PRESETS } from './shape/natural-lip-sync-presets.js';
export {
  cuesToTimeline,
  framesToTimeline,
  parseTimeline,
  TIMELINE_FRAME_MS,
  TIMELINE_VERSION,
  type TimelineCue,
  timelineToCues,
  type VisemeTimeline,
} from './timeline.js';
export { isVisemeId, SILENCE, VISEME_COUNT, type VisemeId } from './viseme.js';
