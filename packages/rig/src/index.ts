export {
  type ArmParts,
  BODY_MOTIONS,
  BROW_MOTIONS,
  type CharacterParts,
  type EyeParts,
  HEAD_MOTIONS,
  type Lid,
  type Pair,
  pair,
  SIDES,
  SIGN,
  type Side,
} from './character/character-parts.js';
export type { MascotAnimations } from './character/mascot-animations.js';
export { type MascotFile, type MascotProperties, mascotFile, type Theme } from './character/mascot-file.js';
export { addMascotStateMachine } from './character/mascot-state-machine.js';
export { accessories, accessoryGroup } from './character/motion/accessories.js';
export { raiseArm } from './character/motion/arm-gestures.js';
export { type BlinkTimes, blink } from './character/motion/blink.js';
export { gaze } from './character/motion/gaze.js';
export { gesture, raiseBrows, smileWithEyes } from './character/motion/head-gestures.js';
export { type HeadTurn, headTurn, type TurningPart } from './character/motion/head-turn.js';
export { MOODS, type Mood, type MoodName, moods } from './character/motion/moods.js';
export { mouthPoses, restMouth, type TalkingFace } from './character/motion/mouth-poses.js';
export { type StandardMotions, standardMotions } from './character/motion/standard-motions.js';
export { drawMouth, type MouthDrawing } from './character/mouth-drawing.js';
export type { MouthColors, MouthStyle } from './character/mouth-style.js';
export { type Nest, nest } from './character/nest.js';
export { type Temper, tempered } from './character/temper.js';
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
