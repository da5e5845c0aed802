import type { RivObject } from '../format/riv-object.js';
import { isA, NONE } from '../format/schema.js';
import { type ArtboardOutline, invalid, type MachineOutline, numberOf, type StateOutline } from './outline.js';

const DISABLED = 1;
const EXIT_TIME_ON = 4;

const INPUT_OF_CONDITION: Record<string, string> = {
  TransitionNumberCondition: 'StateMachineNumber',
  TransitionBoolCondition: 'StateMachineBool',
  TransitionTriggerCondition: 'StateMachineTrigger',
};

/**
 * Checks the transitions of a layer: where they lead, what they wait for, and that they cannot run in a circle within one
 * frame, which the runtime ends after a hundred rounds, in every frame.
 *
 * @throws RigError `RIG_STATE_MACHINE_INVALID`, `RIG_REFERENCE_INVALID`.
 */
export function checkTransitions(
  states: readonly StateOutline[],
  machine: MachineOutline,
  components: ArtboardOutline['components'],
  where: string,
): void {
  for (const { object: from, transitions } of states) {
    for (const { object, conditions } of transitions) {
      const target = states[numberOf(object, 'stateToId', NONE)];
      if (!target) {
        throw invalid('RIG_REFERENCE_INVALID', `${where}: a transition leads to a state that is not in the layer.`);
      }
      if (target.object.type === 'EntryState' || target.object.type === 'AnyState') {
        throw invalid('RIG_STATE_MACHINE_INVALID', `${where}: a transition leads to ${target.object.type}.`);
      }
      checkExitTime(from, object, where);
      const curve = numberOf(object, 'interpolatorId', NONE);
      if (curve !== NONE && !isA(components[curve]?.type ?? '', 'KeyFrameInterpolator')) {
        throw invalid('RIG_REFERENCE_INVALID', `${where}: a transition has a curve that does not exist.`);
      }
      for (const condition of conditions) {
        const wanted = INPUT_OF_CONDITION[condition.type];
        if (wanted) checkInput(machine, condition, wanted, where);
      }
    }
  }
  checkCircles(states, where);
}

/** A blend has no end: the runtime ignores the wait and leaves at once, unless the file says which animation counts. */
function checkExitTime(from: RivObject, transition: RivObject, where: string): void {
  const waits = (numberOf(transition, 'flags', 0) & EXIT_TIME_ON) !== 0;
  if (waits && from.type !== 'AnimationState' && numberOf(transition, 'exitBlendAnimationId', NONE) === NONE) {
    throw invalid(
      'RIG_STATE_MACHINE_INVALID',
      `${where}: a transition waits for the end of a ${from.type}, which has none. Only an animation ends.`,
    );
  }
}

function checkCircles(states: readonly StateOutline[], where: string): void {
  const next = states.map(({ transitions }) => atOnce(transitions));
  const fromAny = next[states.findIndex(({ object }) => object.type === 'AnyState')] ?? [];
  const from = (id: number) => [...(next[id] ?? []), ...fromAny].filter((target) => target !== id);
  for (const start of states.keys()) {
    const seen = new Set<number>();
    const open = from(start);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === start) {
        throw invalid(
          'RIG_STATE_MACHINE_INVALID',
          `${where}: transitions without condition, time or wait run in a circle. Give one of them a condition.`,
        );
      }
      if (!seen.has(id)) open.push(...from(id));
      seen.add(id);
    }
  }
}

/** Where a state goes within the same frame, whatever happens. */
function atOnce(transitions: StateOutline['transitions']): number[] {
  return transitions
    .filter(
      ({ object, conditions }) =>
        conditions.length === 0 &&
        numberOf(object, 'duration', 0) === 0 &&
        (numberOf(object, 'flags', 0) & (EXIT_TIME_ON | DISABLED)) === 0,
    )
    .map(({ object }) => numberOf(object, 'stateToId', NONE));
}

/** Checks that something looks at an input that exists and is of the right kind. */
export function checkInput({ inputs }: MachineOutline, user: RivObject, wanted: string, where: string): void {
  const input = inputs[numberOf(user, 'inputId', NONE)];
  if (input?.type !== wanted) {
    const found = input ? `is a ${input.type}` : 'does not exist';
    throw invalid('RIG_REFERENCE_INVALID', `${where}: ${user.type} needs a ${wanted}, but its input ${found}.`);
  }
}
