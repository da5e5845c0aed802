export type { Cue, CueSink } from './cue.js';
export {
  encodeMascotVisemes,
  MASCOT_VISEMES_FIELD,
  type MascotVisemes,
  readMascotVisemes,
  spliceField,
  type WireViseme,
} from './envelope.js';
export { CuesError, type CuesErrorCode } from './errors.js';
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
export { isVisemeId, SILENCE, VISEME_COUNT, VISEMES, type Viseme, type VisemeId, visemeOfPhone } from './viseme.js';
