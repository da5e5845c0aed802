import type { RivObject, RivValue } from '../format/riv-object.js';
import { rivType } from '../format/schema.js';
import { invalid } from './outline.js';

/** What the checks know: everything that the builder writes. */
const KNOWN = new Set(
  `Backboard DataEnumCustom DataEnumValue
   ViewModel ViewModelPropertyNumber ViewModelPropertyBoolean ViewModelPropertyTrigger ViewModelPropertyColor
   ViewModelPropertyEnumCustom ViewModelPropertyString
   ViewModelInstance ViewModelInstanceNumber ViewModelInstanceBoolean ViewModelInstanceTrigger ViewModelInstanceColor
   ViewModelInstanceEnum ViewModelInstanceString
   Artboard Node Shape PointsPath Ellipse Rectangle ClippingShape
   StraightVertex CubicMirroredVertex CubicAsymmetricVertex CubicDetachedVertex
   Fill Stroke SolidColor LinearGradient RadialGradient GradientStop CubicEaseInterpolator
   LinearAnimation KeyedObject KeyedProperty KeyFrameDouble KeyFrameColor
   StateMachine StateMachineNumber StateMachineBool StateMachineTrigger StateMachineLayer
   EntryState AnyState ExitState AnimationState BlendStateDirect BlendState1DInput BlendState1DViewModel
   BlendAnimationDirect BlendAnimation1D StateTransition BlendStateTransition
   TransitionNumberCondition TransitionBoolCondition TransitionTriggerCondition TransitionViewModelCondition
   TransitionPropertyViewModelComparator TransitionValueNumberComparator TransitionValueBooleanComparator
   TransitionValueEnumComparator TransitionValueTriggerComparator
   DataBindContext BindablePropertyNumber BindablePropertyBoolean BindablePropertyEnum BindablePropertyTrigger`.split(
    /\s+/,
  ),
);

/**
 * Checks that the file is made of what the other checks know, and of numbers that can be drawn.
 *
 * @throws RigError `RIG_CHECK_UNSUPPORTED` for other parts of the format; `RIG_PROPERTY_INVALID`.
 */
export function checkVocabulary(objects: readonly RivObject[]): void {
  for (const { type, props } of objects) {
    if (!KNOWN.has(type)) {
      throw invalid(
        'RIG_CHECK_UNSUPPORTED',
        `A ${type} can be read and written, but not checked: the builder has none.`,
      );
    }
    const { fields } = rivType(type);
    for (const [name, value] of Object.entries(props)) {
      if (fields.get(name)?.type === 'double' && !Number.isFinite(value)) {
        throw invalid('RIG_PROPERTY_INVALID', `${labelled(type, props.name)}: ${name} is ${String(value)}.`);
      }
    }
  }
}

function labelled(type: string, name: RivValue | undefined): string {
  return typeof name === 'string' ? `${type} "${name}"` : type;
}
