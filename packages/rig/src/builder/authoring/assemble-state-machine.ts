import type { RivObject } from '../format/riv-object.js';
import { rivField } from '../format/schema.js';
import type { AnimationBuilder } from './animation.js';

import type { Input } from './condition.js';
import type { CurveIds } from './curve-ids.js';
import type { LayerBuilder, StateBuilder, StateContent, Transition, Weight } from './layer.js';
import type { StateMachineBuilder } from './state-machine.js';
import { dataBind, type ViewModelProperty } from './view-model.js';

const INPUT_TYPE = { number: 'StateMachineNumber', boolean: 'StateMachineBool', trigger: 'StateMachineTrigger' };
const EXIT_TIME_ON = 4;
const EXIT_TIME_IN_PERCENT = 8;
const SOURCE_INPUT = 0;
const SOURCE_CONSTANT = 1;
const SOURCE_BINDING = 2;

/** The id of an animation of another artboard: one that no check lets pass. */
const ELSEWHERE = 0xfffffffe;

type AnimationId = (animation: AnimationBuilder) => number;

/** The objects of one state machine: inputs first, then its layers. */
export function stateMachineObjects(
  { name, inputs, layers }: StateMachineBuilder,
  animations: readonly AnimationBuilder[],
  curves: CurveIds,
): RivObject[] {
  const animationId: AnimationId = (animation) => {
    const id = animations.indexOf(animation);
    return id < 0 ? ELSEWHERE : id;
  };
  return [
    { type: 'StateMachine', props: { name } },
    ...inputs.map(({ inputKind, name, initial }) => ({
      type: INPUT_TYPE[inputKind],
      props: inputKind === 'trigger' ? { name } : { name, value: initial },
    })),
    ...layers.flatMap((layer) => layerObjects(layer, animationId, curves)),
  ];
}

function layerObjects({ name, states }: LayerBuilder, animationId: AnimationId, curves: CurveIds): RivObject[] {
  return [
    { type: 'StateMachineLayer', props: { name } },
    ...states.flatMap((state) => [
      ...contentObjects(state.content, animationId),
      ...state.transitions.flatMap((transition) => transitionObjects(state, transition, curves)),
    ]),
  ];
}

function contentObjects(content: StateContent, animationId: AnimationId): RivObject[] {
  switch (content.kind) {
    case 'entry':
      return [{ type: 'EntryState', props: {} }];
    case 'any':
      return [{ type: 'AnyState', props: {} }];
    case 'exit':
      return [{ type: 'ExitState', props: {} }];
    case 'animation':
      return [{ type: 'AnimationState', props: { animationId: animationId(content.animation), speed: content.speed } }];
    case 'blend':
      return [
        { type: 'BlendStateDirect', props: {} },
        ...content.animations.flatMap(({ animation, weight }) => directObjects(animationId(animation), weight)),
      ];
    case 'blend-1d':
      return [
        ...sourceObjects(content.source),
        ...content.stops.map(([value, animation]) => ({
          type: 'BlendAnimation1D',
          props: { animationId: animationId(animation), value },
        })),
      ];
  }
}

function directObjects(animationId: number, weight: Weight): RivObject[] {
  const type = 'BlendAnimationDirect';
  if (typeof weight === 'number') {
    return [{ type, props: { animationId, blendSource: SOURCE_CONSTANT, mixValue: weight } }];
  }
  if ('inputKind' in weight) {
    return [{ type, props: { animationId, blendSource: SOURCE_INPUT, inputId: weight.index } }];
  }
  return [...bindableNumber(weight), { type, props: { animationId, blendSource: SOURCE_BINDING } }];
}

function sourceObjects(source: Input<'number'> | ViewModelProperty<'number'>): RivObject[] {
  if ('inputKind' in source) return [{ type: 'BlendState1DInput', props: { inputId: source.index } }];
  return [...bindableNumber(source), { type: 'BlendState1DViewModel', props: {} }];
}

function bindableNumber(source: ViewModelProperty<'number'>): RivObject[] {
  const type = 'BindablePropertyNumber';
  // The value counts in apps that bind no view model.
  return [
    { type, props: { propertyValue: Number(source.initial) } },
    dataBind(rivField(type, 'propertyValue').key, source),
  ];
}

function transitionObjects(from: StateBuilder, transition: Transition, curves: CurveIds): RivObject[] {
  const { target, when = [], overMs = 0, afterPercent, easing } = transition;
  const isBlend = from.content.kind === 'blend' || from.content.kind === 'blend-1d';
  return [
    {
      type: isBlend ? 'BlendStateTransition' : 'StateTransition',
      props: {
        stateToId: target.index,
        duration: Math.round(overMs),
        ...(afterPercent === undefined
          ? {}
          : { flags: EXIT_TIME_ON | EXIT_TIME_IN_PERCENT, exitTime: Math.round(afterPercent) }),
        ...(easing === undefined ? {} : { interpolationType: 2, interpolatorId: curves.idOf(easing) }),
      },
    },
    ...when.flatMap(({ objects }) => objects),
  ];
}
