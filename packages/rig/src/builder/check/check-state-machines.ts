import type { RivObject } from '../format/riv-object.js';
import { isA, NONE } from '../format/schema.js';
import { type ArtboardOutline, invalid, type MachineOutline, numberOf, type StateOutline } from './outline.js';

const SOURCE_INPUT = 0;
const REQUIRED_STATES = ['EntryState', 'AnyState', 'ExitState'];
const INPUT_OF_CONDITION: Record<string, string> = {
  TransitionNumberCondition: 'StateMachineNumber',
  TransitionBoolCondition: 'StateMachineBool',
  TransitionTriggerCondition: 'StateMachineTrigger',
};

/**
 * Checks the ids in state machines: with a wrong one the runtime refuses the file, or plays nothing.
 *
 * @throws RigError `RIG_STATE_MACHINE_INVALID`, `RIG_REFERENCE_INVALID`.
 */
export function checkStateMachines({ machines, animations, components }: ArtboardOutline): void {
  for (const machine of machines) {
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
      for (const state of states) checkState(state, states.length, machine, animations.length, components, where);
    }
  }
}

function checkState(
  { object, blends, transitions }: StateOutline,
  stateCount: number,
  machine: MachineOutline,
  animationCount: number,
  components: readonly RivObject[],
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
  }
  checkRising(blends, where);
  for (const { object: transition, conditions } of transitions) {
    if (numberOf(transition, 'stateToId', NONE) >= stateCount) {
      throw invalid('RIG_REFERENCE_INVALID', `${where}: a transition leads to a state that is not in the layer.`);
    }
    const curve = numberOf(transition, 'interpolatorId', NONE);
    if (curve !== NONE && !isA(components[curve]?.type ?? '', 'KeyFrameInterpolator')) {
      throw invalid('RIG_REFERENCE_INVALID', `${where}: a transition has a curve that does not exist.`);
    }
    for (const condition of conditions) {
      const wanted = INPUT_OF_CONDITION[condition.type];
      if (wanted) checkInput(machine, condition, wanted, where);
    }
  }
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

function checkInput({ inputs }: MachineOutline, user: RivObject, wanted: string, where: string): void {
  const input = inputs[numberOf(user, 'inputId', NONE)];
  if (input?.type !== wanted) {
    const found = input ? `is a ${input.type}` : 'does not exist';
    throw invalid('RIG_REFERENCE_INVALID', `${where}: ${user.type} needs a ${wanted}, but its input ${found}.`);
  }
}
