import type { RivObject, RivValue } from '../format/riv-object.js';
import { rivField } from '../format/schema.js';
import { FRAMES_PER_SECOND, type KeyFrame } from './animation.js';
import type { ArtboardBuilder } from './artboard.js';
import { stateMachineObjects } from './assemble-state-machine.js';
import { Component } from './component.js';
import { CurveIds } from './curve-ids.js';
import type { Easing } from './easing.js';
import { dataBind } from './view-model.js';

const INTERPOLATION: Record<string, number> = { hold: 0, linear: 1 };
const CUBIC = 2;
const FRAME_TYPE: Record<string, string> = { double: 'KeyFrameDouble', color: 'KeyFrameColor' };
/** The id of a component of another artboard: one that no check lets pass. */
const ELSEWHERE = 0xfffffffe;

/** Turns what was drawn into the objects of one artboard: components, curves, animations, state machines, in that order. */
export function artboardObjects(artboard: ArtboardBuilder): RivObject[] {
  const components = [...artboard.component.inFileOrder()];
  const idOf = new Map(components.map((component, id) => [component, id]));
  const curves = new CurveIds(components.length);
  if (artboard.stateMachines.length > 0) artboard.component.props.defaultStateMachineId = 0;
  artboard.component.props.viewModelId = 0;

  const drawing = components.flatMap((component) => componentObjects(component, idOf));
  const animations = artboard.animations.flatMap(({ name, durationFrames, loop, tracks }) => [
    {
      type: 'LinearAnimation',
      props: { name, fps: FRAMES_PER_SECOND, duration: durationFrames, loopValue: loop ? 1 : 0 },
    },
    ...[...tracks].flatMap(([component, properties]) => [
      { type: 'KeyedObject', props: { objectId: idOf.get(component) ?? ELSEWHERE } },
      ...[...properties].flatMap(([property, frames]) => [
        { type: 'KeyedProperty', props: { propertyKey: rivField(component.type, property).key } },
        ...keyFrameObjects(FRAME_TYPE[rivField(component.type, property).type] ?? '', frames, curves),
      ]),
    ]),
  ]);
  const machines = artboard.stateMachines.flatMap((machine) =>
    stateMachineObjects(machine, artboard.animations, curves),
  );
  return [...drawing, ...curves.objects, ...animations, ...machines];
}

function componentObjects(component: Component, idOf: ReadonlyMap<Component, number>): RivObject[] {
  const props: Record<string, RivValue> = {};
  for (const [name, value] of Object.entries(component.props)) {
    props[name] = value instanceof Component ? (idOf.get(value) ?? ELSEWHERE) : value;
  }
  if (component.parent) props.parentId = idOf.get(component.parent) ?? ELSEWHERE;
  return [
    { type: component.type, props },
    ...component.bindings.map(({ property, source }) => dataBind(rivField(component.type, property).key, source)),
  ];
}

function keyFrameObjects(typeOfKeyFrame: string, frames: readonly KeyFrame[], curves: CurveIds): RivObject[] {
  return frames.map(({ frame, value, easing }, i) => ({
    type: typeOfKeyFrame,
    // The last frame leads nowhere: its interpolation would only cost bytes.
    props: { frame, value, ...(i < frames.length - 1 ? interpolation(easing, curves) : {}) },
  }));
}

function interpolation(easing: Easing, curves: CurveIds): Record<string, number> {
  if (typeof easing === 'string') return { interpolationType: INTERPOLATION[easing] ?? 0 };
  return { interpolationType: CUBIC, interpolatorId: curves.idOf(easing) };
}
