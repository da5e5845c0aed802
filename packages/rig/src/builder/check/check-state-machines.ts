import type { RivObject } from '../format/riv-object.js';
import { NONE } from '../format/schema.js';
import { checkNames } from './check-names.js';
import { checkInput, checkTransitions } from './check-transitions.js';
import { type ArtboardOutline, invalid, type MachineOutline, numberOf, type StateOutline } from './outline.js';

const SOURCE_INPUT = 0;
const REQUIRED_STATES = ['EntryState', 'AnyState', 'ExitState'];
/**
 * Checks the ids in state machines: with a wrong one the runtime refuses the file, or plays nothing.
 *
 * @throws RigError `RIG_STATE_MACHINE_INVALID`, `RIG_REFERENCE_INVALID`, `RIG_NAME_TAKEN`.
 */
export function checkStateMachines({ machines, animations, components }: ArtboardOutline): void {
  checkNames(machines, 'state machines', 'An artboard');
  for (const machine of machines) {
    checkNames(
      machine.inputs.map((object) => ({ object })),
      'inputs',
      'A state machine',
    );
    for (const { object, states } of machine.layers) {
      const where = `Layer "${String(object.props.name ?? '')}"`;
      for (const type of REQUIRED_STATES) {
        const count = states.filter((state) => state.object.type === type).length;
        if (count !== 1) throw invalid('RIG_STATE_MACHINE_INVALID', `${where} has ${count} ${type}; it needs one.`);
      }
      const entry = states.find((state) => state.object.type === 'EntryState');
      if (entry?.transitions.length === 0) {
        throw invalid('RIG_STATE_MACHINE_INVALID', `${where} never starts: its entry leads nowhere.`);
      }
      for (const state of states) checkState(state, machine, animations.length, where);
      checkTransitions(states, machine, components, where);
    }
  }
}

function checkState(
  { object, blends }: StateOutline,
  machine: MachineOutline,
  animationCount: number,
  where: string,
): void {
  const isBlend = object.type.startsWith('Blend');
  if (isBlend && blends.length === 0) throw invalid('RIG_STATE_MACHINE_INVALID', `${where} blends no animations.`);
  if (!isBlend && blends.length > 0)
    throw invalid('RIG_STATE_MACHINE_INVALID', `${where}: a ${object.type} cannot blend.`);
  for (const player of object.type === 'AnimationState' ? [object] : blends) {
    const id = numberOf(player, 'animationId', NONE);
    if (id >= animationCount) {
      throw invalid('RIG_REFERENCE_INVALID', `${where} plays an animation that is not in its artboard.`);
    }
  }
  if (object.type === 'BlendState1DInput') checkInput(machine, object, 'StateMachineNumber', where);
  for (const blend of blends) {
    const bySource = blend.type === 'BlendAnimationDirect' && numberOf(blend, 'blendSource', 0) === SOURCE_INPUT;
    if (bySource) checkInput(machine, blend, 'StateMachineNumber', where);
    const weight = numberOf(blend, 'mixValue', 100);
    if (!(weight >= 0 && weight <= 100)) {
      throw invalid('RIG_STATE_MACHINE_INVALID', `${where}: the weight ${weight} in a blend; it must be 0 to 100.`);
    }
  }
  checkRising(blends, where);
}

/** The runtime searches the stops of a 1D blend as a sorted list. */
function checkRising(blends: readonly RivObject[], where: string): void {
  let previous = Number.NEGATIVE_INFINITY;
  for (const blend of blends) {
    if (blend.type !== 'BlendAnimation1D') continue;
    const value = numberOf(blend, 'value', 0);
    if (value <= previous) {
      throw invalid('RIG_STATE_MACHINE_INVALID', `${where}: blend value ${value} comes after ${previous}; sort them.`);
    }
    previous = value;
  }
}
