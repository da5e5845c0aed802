import { RigError, type RigErrorCode } from '../../errors.js';
import type { RivObject } from '../format/riv-object.js';
import { isA } from '../format/schema.js';

/** An animation with what it animates. */
export interface AnimationOutline {
  readonly object: RivObject;
  readonly keyed: { readonly object: RivObject; readonly properties: { object: RivObject; frames: RivObject[] }[] }[];
}

/** A state with what it blends and where it leads. */
export interface StateOutline {
  readonly object: RivObject;
  readonly blends: RivObject[];
  readonly transitions: { readonly object: RivObject; readonly conditions: RivObject[] }[];
}

/** A state machine with its inputs, layers and states. */
export interface MachineOutline {
  readonly object: RivObject;
  readonly inputs: RivObject[];
  readonly layers: { readonly object: RivObject; readonly states: StateOutline[] }[];
}

/** An artboard; `components` starts with the artboard itself, so that its index is the id. */
export interface ArtboardOutline {
  readonly components: RivObject[];
  readonly animations: AnimationOutline[];
  readonly machines: MachineOutline[];
}

/** A data bind and the object before it, which it binds. */
export interface BindOutline {
  readonly bind: RivObject;
  readonly target: RivObject | undefined;
}

/** The structure that the flat list of a file stands for. */
export interface FileOutline {
  readonly enums: { readonly object: RivObject; readonly values: RivObject[] }[];
  readonly viewModels: { readonly object: RivObject; readonly properties: RivObject[] }[];
  readonly instances: { readonly object: RivObject; readonly values: RivObject[] }[];
  readonly artboards: ArtboardOutline[];
  readonly binds: BindOutline[];
}

/**
 * Finds the structure in the order of objects, as the runtime's importer does: each object belongs to the latest one of
 * the kind above it.
 *
 * @throws RigError `RIG_ORDER_INVALID` where the importer would drop an object, refuse the file, or play nothing.
 */
export function outlineFile(objects: readonly RivObject[]): FileOutline {
  const file: FileOutline = { enums: [], viewModels: [], instances: [], artboards: [], binds: [] };
  if (objects[0]?.type !== 'Backboard') throw order('The first object must be a Backboard');
  for (const [i, object] of objects.entries()) {
    if (i > 0) place(file, object, objects[i - 1]);
  }
  return file;
}

function place(file: FileOutline, object: RivObject, previous: RivObject | undefined): void {
  const { type } = object;
  if (type === 'DataBindContext') {
    file.binds.push({ bind: object, target: previous });
  } else if (file.artboards.length === 0 && placeInFile(file, object)) {
    return;
  } else if (isFileLevel(type)) {
    throw order(`${type} must come before the artboards`);
  } else if (type === 'Artboard') {
    file.artboards.push({ components: [object], animations: [], machines: [] });
  } else {
    placeInArtboard(need(file.artboards.at(-1), object, 'an artboard'), object);
  }
}

function placeInFile(file: FileOutline, object: RivObject): boolean {
  const { type } = object;
  if (type === 'DataEnumCustom') {
    if (file.viewModels.length > 0) throw order('Enums must come before view models');
    file.enums.push({ object, values: [] });
  } else if (type === 'DataEnumValue') need(file.enums.at(-1), object, 'an enum').values.push(object);
  else if (type === 'ViewModel') file.viewModels.push({ object, properties: [] });
  else if (isA(type, 'ViewModelProperty')) need(file.viewModels.at(-1), object, 'a view model').properties.push(object);
  else if (type === 'ViewModelInstance') file.instances.push({ object, values: [] });
  else if (isA(type, 'ViewModelInstanceValue')) need(file.instances.at(-1), object, 'an instance').values.push(object);
  else return false;
  return true;
}

function isFileLevel(type: string): boolean {
  return type.startsWith('DataEnum') || type.startsWith('ViewModel') || type === 'Backboard';
}

function placeInArtboard({ components, animations, machines }: ArtboardOutline, object: RivObject): void {
  const { type } = object;
  const machine = machines.at(-1);
  if (isA(type, 'Component') || isA(type, 'KeyFrameInterpolator')) {
    if (animations.length > 0 || machine) throw order(`${type} must come before the artboard's animations`);
    components.push(object);
  } else if (type === 'LinearAnimation') {
    if (machine) throw order('Animations must come before state machines: the runtime plays nothing otherwise');
    animations.push({ object, keyed: [] });
  } else if (type === 'KeyedObject') {
    need(animations.at(-1), object, 'an animation').keyed.push({ object, properties: [] });
  } else if (type === 'KeyedProperty') {
    need(animations.at(-1)?.keyed.at(-1), object, 'a keyed object').properties.push({ object, frames: [] });
  } else if (isA(type, 'KeyFrame') || isA(type, 'InterpolatingKeyFrame')) {
    need(animations.at(-1)?.keyed.at(-1)?.properties.at(-1), object, 'a keyed property').frames.push(object);
  } else if (type === 'StateMachine') {
    machines.push({ object, inputs: [], layers: [] });
  } else placeInMachine(need(machine, object, 'a state machine'), object);
}

function placeInMachine({ inputs, layers }: MachineOutline, object: RivObject): void {
  const { type } = object;
  const layer = layers.at(-1);
  const state = layer?.states.at(-1);
  if (isA(type, 'StateMachineInput')) {
    if (layer) throw order('Inputs must come before layers: the runtime cannot find them otherwise');
    inputs.push(object);
  } else if (type === 'StateMachineLayer') layers.push({ object, states: [] });
  else if (isA(type, 'LayerState')) need(layer, object, 'a layer').states.push({ object, blends: [], transitions: [] });
  else if (isA(type, 'BlendAnimation')) need(state, object, 'a blend state').blends.push(object);
  else if (isA(type, 'StateTransition')) need(state, object, 'a state').transitions.push({ object, conditions: [] });
  else if (isA(type, 'TransitionCondition'))
    need(state?.transitions.at(-1), object, 'a transition').conditions.push(object);
  else if (!FOLLOWS.some((ancestor) => isA(type, ancestor))) throw order(`${type} has no place in a state machine`);
}

/** Parts of the object before or after them; they have no place of their own. */
const FOLLOWS = [
  'BindableProperty',
  'TransitionPropertyViewModelComparator',
  'TransitionValueNumberComparator',
  'TransitionValueBooleanComparator',
  'TransitionValueEnumComparator',
  'TransitionValueTriggerComparator',
];

function need<T>(owner: T | undefined, { type }: RivObject, what: string): T {
  if (owner === undefined) throw order(`${type} must come after ${what}`);
  return owner;
}

function order(what: string): RigError {
  return invalid('RIG_ORDER_INVALID', `${what}.`);
}

/** An error of a check. */
export function invalid(code: RigErrorCode, message: string): RigError {
  return new RigError(code, message);
}

/** Type, name and id of a component, for messages. */
export function labelOf(components: readonly RivObject[], id: number): string {
  const { type, props } = components[id] ?? { type: 'nothing', props: {} };
  return `${type}${typeof props.name === 'string' ? ` "${props.name}"` : ''} (component ${id})`;
}

/** A property that holds a number, or what the runtime assumes without it. */
export function numberOf({ props }: RivObject, property: string, defaultValue: number): number {
  const value = props[property];
  return typeof value === 'number' ? value : defaultValue;
}
