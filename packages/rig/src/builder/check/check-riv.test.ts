import { describe, expect, test } from 'vitest';
import type { RigErrorCode } from '../../errors.js';
import { compare, fired, isOn, isValue } from '../authoring/condition.js';
import { EASE } from '../authoring/easing.js';
import { linearGradient } from '../authoring/paint.js';
import { RivFile } from '../authoring/riv-file.js';
import type { RivObject, RivValue } from '../format/riv-object.js';
import { checkRiv } from './check-riv.js';

/** A small file with one of everything; each test breaks one thing in it. */
function sound(): RivObject[] {
  const file = new RivFile('Data');
  const size = file.viewModel.number('size', 10);
  const mood = file.viewModel.enumeration('mood', ['calm', 'glad']);
  const tint = file.viewModel.color('tint', '#ff0000');
  const artboard = file.artboard('Art', { width: 100, height: 100 });
  const group = artboard.group('group', { pivot: [50, 50] });
  const mask = group.shape('mask').ellipse({ x: 50, y: 50, width: 90, height: 90 }).fill(tint);
  const inside = group.group('inside').clip(mask);
  const shape = inside.shape('shape');
  const [corner] = shape.points([
    { x: 0, y: 0, inRotation: 3, inDistance: 5, outRotation: 0, outDistance: 5 },
    { x: 9, y: 9 },
  ]);
  shape.fill(
    linearGradient(
      [0, 0],
      [9, 9],
      [
        [0, '#000'],
        [1, '#fff'],
      ],
    ),
  );
  const spin = artboard.animation('spin', { durationMs: 500, loop: true }).track(group, 'rotation', [
    [0, 0, EASE.in],
    [500, 1],
  ]);
  const bend = artboard.pose('bend');
  if (corner) bend.set(corner, { inRotation: 3.5, inDistance: 8 });
  const straight = artboard.restPose('straight', [bend]);
  const machine = artboard.stateMachine('machine');
  const on = machine.boolean('on');
  const level = machine.number('level');
  const go = machine.trigger('go');
  const spinning = machine.layer('spinning');
  spinning.start(spinning.play(spin));
  const bending = machine.layer('bending');
  const blend = bending.start(
    bending.blend([
      { animation: straight, weight: 100 },
      { animation: bend, weight: size },
    ]),
  );
  const line = bending.blend1d(level, [
    [0, straight],
    [100, bend],
  ]);
  blend.to(line, { when: [isOn(on), fired(go), compare(level, '>', 3)], overMs: 100 });
  bending.any.to(line, { when: [isValue(mood, 'glad')] });
  line.to(blend);
  return file.toObjects();
}

type Change = (objects: RivObject[]) => unknown;
const nth = (objects: readonly RivObject[], type: string, n = 0) => {
  const found = objects.map((object, i) => (object.type === type ? i : -1)).filter((i) => i >= 0)[n];
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};
const set =
  (type: string, props: Record<string, RivValue>, n = 0): Change =>
  (objects) => {
    const i = nth(objects, type, n);
    objects[i] = { type, props: { ...objects[i]?.props, ...props } };
  };
const drop =
  (type: string, n = 0): Change =>
  (objects) =>
    void objects.splice(nth(objects, type, n), 1);
const move =
  (type: string, before: string): Change =>
  (objects) => {
    const [object] = objects.splice(nth(objects, type), 1);
    if (object) objects.splice(nth(objects, before), 0, object);
  };

/** Puts a component behind all others, so that no id changes. */
const insert =
  (object: RivObject): Change =>
  (objects) =>
    void objects.splice(nth(objects, 'CubicEaseInterpolator'), 0, object);
/** Puts a group in the place of something. */
const replace =
  (type: string): Change =>
  (objects) => {
    objects[nth(objects, type)] = { type: 'Node', props: {} };
  };

const BROKEN: [what: string, RigErrorCode, Change][] = [
  ['no backboard', 'RIG_ORDER_INVALID', drop('Backboard')],
  ['an enum after the view model', 'RIG_ORDER_INVALID', move('DataEnumCustom', 'ViewModelInstance')],
  ['a component after the animations', 'RIG_ORDER_INVALID', move('ClippingShape', 'StateMachine')],
  ['an animation after the state machine', 'RIG_ORDER_INVALID', move('LinearAnimation', 'StateMachineLayer')],
  ['an input after a layer', 'RIG_ORDER_INVALID', move('StateMachineTrigger', 'EntryState')],
  ['a key frame before its animation', 'RIG_ORDER_INVALID', move('KeyFrameDouble', 'LinearAnimation')],
  ['a condition before its state', 'RIG_ORDER_INVALID', move('TransitionBoolCondition', 'StateMachineLayer')],
  ['a missing parent', 'RIG_PARENT_INVALID', set('Ellipse', { parentId: 99 })],
  ['a path in a group', 'RIG_PARENT_INVALID', set('PointsPath', { parentId: 1 })],
  ['a vertex in a shape', 'RIG_PARENT_INVALID', set('StraightVertex', { parentId: 4 })],
  ['a group inside itself', 'RIG_PARENT_INVALID', set('Node', { parentId: 1 })],
  ['a paint without a colour', 'RIG_PAINT_INVALID', insert({ type: 'Fill', props: { parentId: 4 } })],
  ['a shape that cannot be seen', 'RIG_PAINT_INVALID', insert({ type: 'Shape', props: {} })],
  ['a gradient with one stop', 'RIG_PAINT_INVALID', replace('GradientStop')],
  ['a path with one vertex', 'RIG_PAINT_INVALID', replace('StraightVertex')],
  ['a clip without a source', 'RIG_REFERENCE_INVALID', set('ClippingShape', { sourceId: 99 })],
  ['an animated object that does not exist', 'RIG_REFERENCE_INVALID', set('KeyedObject', { objectId: 99 })],
  ['a property that the object does not have', 'RIG_KEYFRAMES_INVALID', set('KeyedProperty', { propertyKey: 47 })],
  ['a property that cannot be animated', 'RIG_KEYFRAMES_INVALID', set('KeyedProperty', { propertyKey: 5 })],
  [
    'a property without key frames',
    'RIG_KEYFRAMES_INVALID',
    (objects) => {
      drop('KeyFrameDouble')(objects);
      drop('KeyFrameDouble')(objects);
    },
  ],
  [
    'an object without properties',
    'RIG_KEYFRAMES_INVALID',
    (objects) => {
      objects.splice(nth(objects, 'KeyedProperty'), 3);
    },
  ],
  ['key frames out of order', 'RIG_KEYFRAMES_INVALID', set('KeyFrameDouble', { frame: 40 })],
  ['a key frame behind the end', 'RIG_KEYFRAMES_INVALID', set('KeyFrameDouble', { frame: 31 }, 1)],
  [
    'a colour in a number',
    'RIG_KEYFRAMES_INVALID',
    (objects) => {
      objects[nth(objects, 'KeyFrameDouble')] = { type: 'KeyFrameColor', props: { value: 1 } };
    },
  ],
  ['a curve that does not exist', 'RIG_REFERENCE_INVALID', set('KeyFrameDouble', { interpolatorId: 99 })],
  ['an angle that wraps', 'RIG_ANGLE_WRAPS', set('KeyFrameDouble', { value: 3.5 - 2 * Math.PI }, 2)],
  ['a layer without an exit', 'RIG_STATE_MACHINE_INVALID', drop('ExitState')],
  ['a layer that never starts', 'RIG_STATE_MACHINE_INVALID', drop('StateTransition')],
  [
    'a blend of nothing',
    'RIG_STATE_MACHINE_INVALID',
    (objects) => {
      drop('BlendAnimation1D')(objects);
      drop('BlendAnimation1D')(objects);
    },
  ],
  ['blend values out of order', 'RIG_STATE_MACHINE_INVALID', set('BlendAnimation1D', { value: 200 })],
  ['a transition to nowhere', 'RIG_REFERENCE_INVALID', set('BlendStateTransition', { stateToId: 9 })],
  ['an animation that does not exist', 'RIG_REFERENCE_INVALID', set('AnimationState', { animationId: 9 })],
  ['an input that does not exist', 'RIG_REFERENCE_INVALID', set('BlendState1DInput', { inputId: 9 })],
  ['an input of the wrong kind', 'RIG_REFERENCE_INVALID', set('TransitionBoolCondition', { inputId: 1 })],
  [
    'a binding to a property that does not exist',
    'RIG_REFERENCE_INVALID',
    set('DataBindContext', { sourcePathIds: Uint8Array.of(0, 9) }),
  ],
  [
    'a colour bound to a number',
    'RIG_REFERENCE_INVALID',
    set('DataBindContext', { sourcePathIds: Uint8Array.of(0, 0) }),
  ],
  ['a binding of nothing', 'RIG_REFERENCE_INVALID', set('DataBindContext', { propertyKey: 13 })],
  ['an instance of nothing', 'RIG_REFERENCE_INVALID', set('ViewModelInstance', { viewModelId: 3 })],
  ['a value of another kind', 'RIG_REFERENCE_INVALID', set('ViewModelInstanceNumber', { viewModelPropertyId: 1 })],
  ['an enum property without its enum', 'RIG_REFERENCE_INVALID', set('ViewModelPropertyEnumCustom', { enumId: 4 })],
  ['two properties of one name', 'RIG_NAME_TAKEN', set('ViewModelPropertyColor', { name: 'size' })],
  ['two layers that set one property', 'RIG_LAYERS_OVERLAP', set('AnimationState', { animationId: 1 })],
  ['a part of the format that the builder does not have', 'RIG_CHECK_UNSUPPORTED', insert({ type: 'Text', props: {} })],
  ['a number that cannot be drawn', 'RIG_PROPERTY_INVALID', set('Ellipse', { width: Number.POSITIVE_INFINITY })],
  ['an artboard without a size', 'RIG_PROPERTY_INVALID', set('Artboard', { height: 0 })],
  [
    'a default state machine that does not exist',
    'RIG_REFERENCE_INVALID',
    set('Artboard', { defaultStateMachineId: 1 }),
  ],
  ['a view model after the artboard', 'RIG_ORDER_INVALID', move('ViewModel', 'Shape')],
  [
    'an enum without values',
    'RIG_REFERENCE_INVALID',
    (objects) => {
      drop('DataEnumValue')(objects);
      drop('DataEnumValue')(objects);
    },
  ],
  ['a property without a value', 'RIG_REFERENCE_INVALID', drop('ViewModelInstanceColor')],
  ['two animations of one name', 'RIG_NAME_TAKEN', set('LinearAnimation', { name: 'spin' }, 1)],
  ['two inputs of one name', 'RIG_NAME_TAKEN', set('StateMachineTrigger', { name: 'on' })],
  ['an animation without frames', 'RIG_KEYFRAMES_INVALID', set('LinearAnimation', { duration: 0 })],
  ['an animation without a frame rate', 'RIG_KEYFRAMES_INVALID', set('LinearAnimation', { fps: 0 })],
  ['a stop beside the gradient', 'RIG_PAINT_INVALID', set('GradientStop', { position: 1.1 }, 1)],
  ['stops out of order', 'RIG_PAINT_INVALID', set('GradientStop', { position: -0.1 })],
  ['a weight beyond everything', 'RIG_STATE_MACHINE_INVALID', set('BlendAnimationDirect', { mixValue: 101 })],
  ['a transition back to the entry', 'RIG_STATE_MACHINE_INVALID', set('StateTransition', { stateToId: 0 })],
  ['the end of a blend', 'RIG_STATE_MACHINE_INVALID', set('BlendStateTransition', { flags: 12, exitTime: 100 })],
  [
    'transitions in a circle',
    'RIG_STATE_MACHINE_INVALID',
    (objects) => {
      set('BlendStateTransition', { duration: 0 })(objects);
      for (const type of ['TransitionBoolCondition', 'TransitionTriggerCondition', 'TransitionNumberCondition']) {
        drop(type)(objects);
      }
    },
  ],
  ['a blend by a property without its bind', 'RIG_ORDER_INVALID', drop('BindablePropertyNumber')],
  [
    'a value that is compared with nothing',
    'RIG_ORDER_INVALID',
    (objects) => objects.push({ type: 'TransitionValueBooleanComparator', props: {} }),
  ],
  ['a condition on a property without a value', 'RIG_ORDER_INVALID', drop('TransitionValueEnumComparator')],
  [
    'a property both bound and animated',
    'RIG_LAYERS_OVERLAP',
    (objects) => {
      const sourcePathIds = Uint8Array.of(0, 0);
      objects.splice(nth(objects, 'Node') + 1, 0, {
        type: 'DataBindContext',
        props: { propertyKey: 15, sourcePathIds },
      });
    },
  ],
  ['a blend without a rest pose', 'RIG_BLEND_DRIFTS', set('BlendAnimationDirect', { mixValue: 99 })],
  [
    'a state that leaves a property as it is',
    'RIG_STATE_INCOMPLETE',
    (objects) => {
      // Both stops of the 1D blend play the animation of the other layer.
      set('BlendAnimation1D', { animationId: 0 })(objects);
      set('BlendAnimation1D', { animationId: 0 }, 1)(objects);
    },
  ],
];

describe('checkRiv', () => {
  test('passes what is sound', () => {
    expect(() => checkRiv(sound())).not.toThrow();
  });

  test.each(BROKEN)('refuses %s', (_, code, change) => {
    const objects = sound();
    change(objects);
    expect(() => checkRiv(objects)).toThrow(expect.objectContaining({ code }));
  });
});
