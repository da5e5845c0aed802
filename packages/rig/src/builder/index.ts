export {
  AnimationBuilder,
  type AnimationTarget,
  type ColorKey,
  FRAMES_PER_SECOND,
  type Key,
} from './authoring/animation.js';
export { ArtboardBuilder } from './authoring/artboard.js';
export { argb, type HexColor } from './authoring/color.js';
export {
  type Comparison,
  type Condition,
  compare,
  fired,
  type Input,
  isOff,
  isOn,
  isValue,
} from './authoring/condition.js';
export { type Curve, EASE, type Easing } from './authoring/easing.js';
export { GroupBuilder, type GroupPlacement, type Placement } from './authoring/group.js';
export {
  type Blended,
  LayerBuilder,
  StateBuilder,
  type TransitionOptions,
  type Weight,
} from './authoring/layer.js';
export {
  type ColorStop,
  type Gradient,
  linearGradient,
  type Paint,
  type PaintBuilder,
  type PaintColor,
  radialGradient,
  type StrokeOptions,
} from './authoring/paint.js';
export { parsePathData, type Subpath } from './authoring/path-data.js';
export { degrees, type PathPoint } from './authoring/path-point.js';
export { RivFile } from './authoring/riv-file.js';
export { type Box, ShapeBuilder } from './authoring/shape.js';
export { StateMachineBuilder } from './authoring/state-machine.js';
export { mirrored, symmetric } from './authoring/symmetry.js';
export { type PropertyKind, ViewModelBuilder, type ViewModelProperty } from './authoring/view-model.js';
export { checkRiv } from './check/check-riv.js';
export { readRiv } from './format/read-riv.js';
export { type RivHeader, readRivHeader } from './format/riv-header.js';
export type { RivObject, RivValue } from './format/riv-object.js';
export { writeRiv } from './format/write-riv.js';
export { type DirectBlend, type NumberUses, numberUses } from './inspect/number-uses.js';
