export { type MascotFile, type MascotProperties, mascotFile, type Theme } from './character/mascot-file.js';
export { addMascotStateMachine, type MascotAnimations } from './character/mascot-state-machine.js';
export { drawMouth, type MouthDrawing } from './character/mouth-drawing.js';
export type { MouthColors, MouthStyle } from './character/mouth-style.js';
export {
  ACCESSORIES,
  type Accessory,
  ARTBOARD_NAME,
  EXPRESSIONS,
  type Expression,
  GESTURES,
  type Gesture,
  gestureProperty,
  STATE_MACHINE_INPUTS,
  STATE_MACHINE_NAME,
  VIEW_MODEL_NAME,
  VIEW_MODEL_PROPERTIES,
  visemeProperty,
} from './contract.js';
export { RigError, type RigErrorCode } from './errors.js';
export { MASCOTS, mouthGeometry } from './mascots/catalog.js';
export type { Mascot, MascotMouth } from './mascots/mascot.js';
export { type Articulation, REST } from './mouth/articulation.js';
export { ARTICULATIONS } from './mouth/articulations.js';
export type { MouthGeometry } from './mouth/mouth-geometry.js';
export { type MouthSet, mouthSet } from './mouth/mouth-set.js';
export {
  type CornerPoint,
  type InnerLips,
  type LopsidedPoint,
  type MouthProportions,
  type MouthShape,
  mouthShape,
  type OuterLips,
  type SmoothPoint,
} from './mouth/mouth-shape.js';
export type { Point } from './mouth/outline.js';
export { RESTING_MOUTHS } from './mouth/resting-mouths.js';
