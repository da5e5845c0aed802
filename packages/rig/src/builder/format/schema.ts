import { RigError } from '../../errors.js';

/** How a property is stored. `uint` also holds ids and enums; `double` is a 32-bit float; `color` is 0xAARRGGBB. */
export type FieldType = 'uint' | 'bool' | 'double' | 'color' | 'string' | 'bytes';

/** One property of a type in the Rive format. */
export interface Field {
  readonly name: string;
  readonly key: number;
  readonly type: FieldType;
  /** May be the target of a key frame. */
  readonly animates: boolean;
  /** What the runtime assumes when the property is not in the file. */
  readonly defaultValue: number | boolean | string | undefined;
}

/** One type of the Rive format, with the properties of its ancestors. */
export interface RivType {
  readonly name: string;
  /** -1 for a type that only others descend from. */
  readonly key: number;
  /** The type itself and its ancestors, nearest first. */
  readonly lineage: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
}

/** "No id": what the runtime assumes of an id that is not set. */
export const NONE = 0xffffffff;

// One line a type: `Name key < Parent : property key type[*] [= default]`, `-` for a type that is never in a file,
// `*` for a property that key frames may change. Facts of the Rive format 7.0; only what this package writes or reads.
const TABLE = `
Component - : name 4 string, parentId 5 uint
ContainerComponent - < Component
WorldTransformComponent - < ContainerComponent : opacity 18 double* = 1
TransformComponent - < WorldTransformComponent : rotation 15 double* = 0, scaleX 16 double* = 1, scaleY 17 double* = 1
Node 2 < TransformComponent : x 13 double* = 0, y 14 double* = 0
Drawable - < Node : blendModeValue 23 uint = 3, drawableFlags 129 uint = 0
LayoutComponent - < Drawable : clip 196 bool = false, width 7 double* = 0, height 8 double* = 0
Artboard 1 < LayoutComponent : originX 11 double = 0, originY 12 double = 0, defaultStateMachineId 236 uint = none, viewModelId 583 uint = none
Shape 3 < Drawable
Path - < Node : pathFlags 128 uint = 0
PointsPath 16 < Path : isClosed 32 bool = false
ParametricPath - < Path : width 20 double* = 0, height 21 double* = 0, originX 123 double* = 0.5, originY 124 double* = 0.5
Ellipse 4 < ParametricPath
Rectangle 7 < ParametricPath : linkCornerRadius 164 bool = true, cornerRadiusTL 31 double* = 0, cornerRadiusTR 161 double* = 0, cornerRadiusBL 162 double* = 0, cornerRadiusBR 163 double* = 0
Vertex - < ContainerComponent : x 24 double* = 0, y 25 double* = 0
StraightVertex 5 < Vertex : radius 26 double* = 0
CubicVertex - < Vertex
CubicMirroredVertex 35 < CubicVertex : rotation 82 double* = 0, distance 83 double* = 0
CubicAsymmetricVertex 34 < CubicVertex : rotation 79 double* = 0, inDistance 80 double* = 0, outDistance 81 double* = 0
CubicDetachedVertex 6 < CubicVertex : inRotation 84 double* = 0, inDistance 85 double* = 0, outRotation 86 double* = 0, outDistance 87 double* = 0
ShapePaint - < ContainerComponent : isVisible 41 bool = true, blendModeValue 747 uint = 127
Fill 20 < ShapePaint : fillRule 40 uint = 0
Stroke 24 < ShapePaint : thickness 47 double* = 1, cap 48 uint = 0, join 49 uint = 0, transformAffectsStroke 50 bool = true
SolidColor 18 < Component : colorValue 37 color* = 4285822068
LinearGradient 22 < ContainerComponent : startX 42 double* = 0, startY 33 double* = 0, endX 34 double* = 0, endY 35 double* = 0, opacity 46 double* = 1
RadialGradient 17 < LinearGradient
GradientStop 19 < Component : colorValue 38 color* = 4294967295, position 39 double* = 0
ClippingShape 42 < Component : sourceId 92 uint = none, fillRule 93 uint = 0, isVisible 94 bool* = true
KeyFrameInterpolator -
CubicInterpolator - < KeyFrameInterpolator : x1 63 double = 0.42, y1 64 double = 0, x2 65 double = 0.58, y2 66 double = 1
CubicEaseInterpolator 28 < CubicInterpolator
Backboard 23
DataEnumCustom 438 : name 572 string
DataEnumValue 445 : key 578 string, value 579 string
ViewModelComponent - : name 557 string
ViewModel 435 < ViewModelComponent
ViewModelProperty - < ViewModelComponent
ViewModelPropertyNumber 431 < ViewModelProperty
ViewModelPropertyBoolean 448 < ViewModelProperty
ViewModelPropertyTrigger 502 < ViewModelProperty
ViewModelPropertyColor 440 < ViewModelProperty
ViewModelPropertyEnumCustom 439 < ViewModelProperty : enumId 574 uint = none
ViewModelInstance 437 < ContainerComponent : viewModelId 566 uint = 0
ViewModelInstanceValue - < Component : viewModelPropertyId 554 uint = 0
ViewModelInstanceNumber 442 < ViewModelInstanceValue : propertyValue 575 double = 0
ViewModelInstanceBoolean 449 < ViewModelInstanceValue : propertyValue 593 bool = false
ViewModelInstanceTrigger 501 < ViewModelInstanceValue : propertyValue 687 uint = 0
ViewModelInstanceColor 426 < ViewModelInstanceValue : propertyValue 555 color = 4278190080
ViewModelInstanceEnum 432 < ViewModelInstanceValue : propertyValue 560 uint = 0
DataBindContext 447 : propertyKey 586 uint = 0, flags 587 uint = 0, converterId 660 uint = none, sourcePathIds 588 bytes
BindableProperty -
BindablePropertyNumber 473 < BindableProperty : propertyValue 636 double = 0
BindablePropertyBoolean 472 < BindableProperty : propertyValue 634 bool = false
BindablePropertyEnum 474 < BindableProperty : propertyValue 637 uint = none
BindablePropertyTrigger 503 < BindableProperty : propertyValue 686 uint = 0
Animation - : name 55 string
LinearAnimation 31 < Animation : fps 56 uint = 60, duration 57 uint = 60, speed 58 double = 1, loopValue 59 uint = 0
KeyedObject 25 : objectId 51 uint = 0
KeyedProperty 26 : propertyKey 53 uint = 0
InterpolatingKeyFrame - : frame 67 uint = 0, interpolationType 68 uint = 0, interpolatorId 69 uint = none
KeyFrameDouble 30 < InterpolatingKeyFrame : value 70 double = 0
KeyFrameColor 37 < InterpolatingKeyFrame : value 88 color = 0
StateMachine 53 < Animation
StateMachineComponent - : name 138 string
StateMachineInput - < StateMachineComponent
StateMachineNumber 56 < StateMachineInput : value 140 double = 0
StateMachineBool 59 < StateMachineInput : value 141 bool = false
StateMachineTrigger 58 < StateMachineInput
StateMachineLayer 57 < StateMachineComponent
LayerState - : flags 536 uint = 0
EntryState 63 < LayerState
AnyState 62 < LayerState
ExitState 64 < LayerState
AnimationState 61 < LayerState : speed 292 double = 1, animationId 149 uint = none
BlendStateDirect 73 < LayerState
BlendState1DInput 76 < LayerState : inputId 167 uint = none
BlendState1DViewModel 528 < LayerState
BlendAnimation - : animationId 165 uint = none
BlendAnimationDirect 77 < BlendAnimation : inputId 168 uint = none, mixValue 297 double = 100, blendSource 298 uint = 0
BlendAnimation1D 75 < BlendAnimation : value 166 double = 0
StateTransition 65 : stateToId 151 uint = none, flags 152 uint = 0, duration 158 uint = 0, exitTime 160 uint = 0, interpolationType 349 uint = 1, interpolatorId 350 uint = none, randomWeight 537 uint = 1
BlendStateTransition 78 < StateTransition : exitBlendAnimationId 171 uint = none
TransitionCondition -
TransitionInputCondition - < TransitionCondition : inputId 155 uint = none
TransitionTriggerCondition 68 < TransitionInputCondition
TransitionValueCondition - < TransitionInputCondition : opValue 156 uint = 0
TransitionNumberCondition 70 < TransitionValueCondition : value 157 double = 0
TransitionBoolCondition 71 < TransitionValueCondition
TransitionViewModelCondition 482 < TransitionCondition : opValue 650 uint = 0
TransitionPropertyViewModelComparator 479
TransitionValueNumberComparator 484 : value 652 double = 0
TransitionValueBooleanComparator 481 : value 647 bool = false
TransitionValueEnumComparator 485 : value 653 uint = none
TransitionValueTriggerComparator 505 : value 689 uint = 0
`;

const BY_NAME = new Map<string, RivType>();
const BY_KEY = new Map<number, RivType>();

for (const line of TABLE.trim().split('\n')) {
  const row = /^(\w+) (-|\d+)(?: < (\w+))?(?: : (.*))?$/.exec(line);
  if (row === null) throw new RigError('RIG_FILE_INVALID', `The format table has a line that does not parse: ${line}`);
  const [, name = '', key, parentName, fields] = row;
  const parent = parentName === undefined ? undefined : rivType(parentName);
  const type: RivType = {
    name,
    key: key === '-' ? -1 : Number(key),
    lineage: [name, ...(parent?.lineage ?? [])],
    fields: new Map([...(parent?.fields ?? []), ...(fields?.split(', ') ?? []).map(parseField)]),
  };
  BY_NAME.set(name, type);
  if (type.key >= 0) BY_KEY.set(type.key, type);
}

function parseField(text: string): [string, Field] {
  const [name = '', key, type = '', , value] = text.split(' ');
  const fieldType = type.replace('*', '') as FieldType;
  return [
    name,
    {
      name,
      key: Number(key),
      type: fieldType,
      animates: type.endsWith('*'),
      defaultValue: parseDefault(fieldType, value),
    },
  ];
}

function parseDefault(type: FieldType, text: string | undefined): Field['defaultValue'] {
  if (text === undefined) return undefined;
  if (text === 'none') return NONE;
  return type === 'bool' ? text === 'true' : Number(text);
}

/**
 * The type with this name.
 *
 * @throws RigError `RIG_PROPERTY_INVALID` for a name that is not in the table.
 */
export function rivType(name: string): RivType {
  const type = BY_NAME.get(name);
  if (type === undefined) {
    throw new RigError(
      'RIG_PROPERTY_INVALID',
      `There is no type "${name}" in the format table: add a line to schema.ts.`,
    );
  }
  return type;
}

/** The type with this key, or `undefined` if the table does not have it. */
export function rivTypeOfKey(key: number): RivType | undefined {
  return BY_KEY.get(key);
}

/** True if objects of type `name` are also an `ancestor`. A type that is not in the table is only itself. */
export function isA(name: string, ancestor: string): boolean {
  return name === ancestor || (BY_NAME.get(name)?.lineage.includes(ancestor) ?? false);
}

/**
 * The property `field` of type `name`.
 *
 * @throws RigError `RIG_PROPERTY_INVALID` if the type has no such property.
 */
export function rivField(name: string, field: string): Field {
  const found = rivType(name).fields.get(field);
  if (found === undefined) {
    const known = [...rivType(name).fields.keys()].join(', ');
    throw new RigError('RIG_PROPERTY_INVALID', `${name} has no property "${field}". It has: ${known}.`);
  }
  return found;
}

/** All types that may be in a file. */
export function rivTypes(): Iterable<RivType> {
  return BY_KEY.values();
}
