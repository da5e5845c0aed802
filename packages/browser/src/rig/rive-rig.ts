import { EXPRESSIONS, STATE_MACHINE_INPUTS, VIEW_MODEL_PROPERTIES } from '@lipwire/rig/contract';
import { type MouthSetter, RigParts, type RigStrategyName } from './rig-parts.js';
import type { RigTarget } from './rig-target.js';
import type { RiveView } from './rive-view.js';
import { driveLoudness } from './strategies/loudness.js';
import { driveNumberedInputs } from './strategies/numbered-inputs.js';
import { driveVisemeEnum } from './strategies/viseme-enum.js';
import { driveVisemeNumber } from './strategies/viseme-number.js';
import { driveWeights } from './strategies/weights.js';

/** What was found in a file when it was connected. */
export interface RigReport {
  /** How the mouth is driven; `undefined`: not at all. */
  readonly strategy: RigStrategyName | undefined;
  /** Names that were looked for in vain: of the strategy, of speaking and gesture, and of the app's `inputs`. */
  readonly missing: readonly string[];
  /** Names that the file has, listed only if something is missing. */
  readonly found: readonly string[];
}

/** Options of {@link createRiveRig}. */
export interface RiveRigOptions {
  /** State machine whose inputs are used; default: the first that plays. */
  readonly stateMachine?: string | undefined;
  /** Inputs that the app relies on: they are reported if the file lacks them. */
  readonly inputs?: readonly string[] | undefined;
  /** Default: the first in the order of `STRATEGIES` that the file allows. */
  readonly strategy?: RigStrategyName | undefined;
}

/** Best first. */
const STRATEGIES: readonly [RigStrategyName, (parts: RigParts, missing: string[]) => MouthSetter | undefined][] = [
  ['weights', driveWeights],
  ['numbered-inputs', driveNumberedInputs],
  ['viseme-enum', driveVisemeEnum],
  ['viseme-number', driveVisemeNumber],
  ['loudness', driveLoudness],
];

const SPEAKING_INPUTS = [STATE_MACHINE_INPUTS.isSpeaking, 'isSpeaking', 'isTalking', 'talking', 'Talk', 'speaking'];
const LISTENING_INPUTS = [STATE_MACHINE_INPUTS.isListening, 'isListening', 'listening', 'Hear'];
const GESTURE_INPUTS = [STATE_MACHINE_INPUTS.gesture];

/**
 * Connects a loaded Rive file: looks at what it offers once, and drives that.
 *
 * What the file lacks is left alone and reported.
 */
export function createRiveRig(
  view: RiveView,
  { stateMachine, inputs = [], strategy }: RiveRigOptions = {},
): { readonly target: RigTarget; readonly report: RigReport } {
  const parts = new RigParts(view, stateMachine);
  const missing: string[] = [];
  let setWeights: MouthSetter | undefined;
  let used: RigStrategyName | undefined;
  for (const [name, drive] of STRATEGIES) {
    if (strategy !== undefined && strategy !== name) continue;
    setWeights = drive(parts, missing);
    used = setWeights && name;
    if (setWeights) break;
  }
  const setSpeaking = parts.booleanSetter(VIEW_MODEL_PROPERTIES.isSpeaking, SPEAKING_INPUTS);
  const setListening = parts.booleanSetter(VIEW_MODEL_PROPERTIES.isListening, LISTENING_INPUTS);
  const setExpression = parts.enumSetter(VIEW_MODEL_PROPERTIES.expression, EXPRESSIONS);
  const fireGesture = parts.triggerFirer(VIEW_MODEL_PROPERTIES.gesture, GESTURE_INPUTS);
  if (!used) missing.push(strategy ?? 'a mouth that can be driven');
  if (!setSpeaking) missing.push(STATE_MACHINE_INPUTS.isSpeaking);
  if (!fireGesture) missing.push(STATE_MACHINE_INPUTS.gesture);
  if (inputs.length > 0) {
    const names = new Set(parts.names);
    missing.push(...inputs.filter((name) => !names.has(name) && !missing.includes(name)));
  }
  return {
    target: {
      setWeights: setWeights ?? (() => {}),
      // Other files may need to be told that they speak before they move their mouth; in ours it is liveliness alone.
      ...postureOf(setSpeaking ?? (() => {}), setListening ?? (() => {}), used === 'weights'),
      fireGesture: fireGesture ?? (() => {}),
      ...(setExpression && { setExpression }),
    },
    report: { strategy: used, missing, found: missing.length > 0 ? parts.names : [] },
  };
}

/** Speaking and listening, both withheld while the rig is to be calm and can do without. */
function postureOf(
  setSpeaking: (speaking: boolean) => void,
  setListening: (listening: boolean) => void,
  canBeCalm: boolean,
): Required<Pick<RigTarget, 'setSpeaking' | 'setListening' | 'setCalm'>> {
  let calm = false;
  let speaking = false;
  let listening = false;
  return {
    setSpeaking(next) {
      speaking = next;
      setSpeaking(next && !calm);
    },
    setListening(next) {
      listening = next;
      setListening(next && !calm);
    },
    setCalm(next) {
      if (!canBeCalm || next === calm) return;
      calm = next;
      setSpeaking(speaking && !calm);
      setListening(listening && !calm);
    },
  };
}

/** A report as one sentence for a developer's console; `undefined` if nothing is missing. */
export function describeRigReport({ strategy, missing, found }: RigReport): string | undefined {
  if (missing.length === 0) return undefined;
  const how = strategy ? `Its mouth is driven as "${strategy}".` : 'Its mouth cannot be driven.';
  return `This .riv file lacks ${missing.join(', ')}. ${how} It has ${found.join(', ') || 'no inputs and no view model'}.`;
}
