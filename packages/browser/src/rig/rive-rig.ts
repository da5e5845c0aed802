import { EXPRESSIONS, STATE_MACHINE_INPUTS, VIEW_MODEL_PROPERTIES } from '@lipwire/rig/contract';
import { bodySetters } from './body-setters.js';
import type { MouthMap, RigStrategyName } from './mouth-map.js';
import { RigParts } from './rig-parts.js';
import type { RigTarget } from './rig-target.js';
import type { RiveView } from './rive-view.js';
import { driveMouth } from './strategies/drive-mouth.js';
import type { DrawnViseme } from './strategies/match-shapes.js';
import type { MouthAlphabet } from './strategies/mouth-alphabets.js';

/** What was found in a file when it was connected. */
export interface RigReport {
  /** How the mouth is driven; `undefined`: not at all. */
  readonly strategy: RigStrategyName | undefined;
  /** Whose names or numbers the file uses, where it matters. */
  readonly alphabet: MouthAlphabet | undefined;
  /** What each viseme is drawn with, by id; empty if the mouth is not driven. */
  readonly shapes: readonly DrawnViseme[];
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
  /** How the mouth is driven: a strategy, or the app's own map. Default: the best strategy that the file allows. */
  readonly mouth?: RigStrategyName | MouthMap | undefined;
}

/** What is missing in a file whose mouth nothing drives. */
export const ANY_MOUTH = 'a mouth that can be driven';

const SPEAKING_INPUTS = [STATE_MACHINE_INPUTS.isSpeaking, 'isSpeaking', 'isTalking', 'talking', 'Talk', 'speaking'];
const LISTENING_INPUTS = [STATE_MACHINE_INPUTS.isListening, 'isListening', 'listening', 'Hear'];
const GESTURE_INPUTS = [STATE_MACHINE_INPUTS.gesture];

/**
 * Connects a loaded Rive file: looks at what it offers once, and drives that.
 *
 * What the file lacks is left alone and reported.
 *
 * @throws BrowserError `BROWSER_OPTION_INVALID` for a `mouth` that is neither a strategy nor a map.
 */
export function createRiveRig(
  view: RiveView,
  { stateMachine, inputs = [], mouth }: RiveRigOptions = {},
): { readonly target: RigTarget; readonly report: RigReport } {
  const parts = new RigParts(view, stateMachine);
  const driven = driveMouth(parts, mouth);
  const shapes = driven?.shapes ?? [];
  const missing = [...new Set(shapes.flatMap(({ insteadOf }) => insteadOf ?? []))];
  const setSpeaking = parts.booleanSetter(VIEW_MODEL_PROPERTIES.isSpeaking, SPEAKING_INPUTS);
  const setListening = parts.booleanSetter(VIEW_MODEL_PROPERTIES.isListening, LISTENING_INPUTS);
  const setExpression = parts.enumSetter(VIEW_MODEL_PROPERTIES.expression, EXPRESSIONS);
  const fireGesture = parts.triggerFirer(VIEW_MODEL_PROPERTIES.gesture, GESTURE_INPUTS);
  if (!driven) missing.push(mouth === undefined ? ANY_MOUTH : mouthName(mouth));
  if (!setSpeaking) missing.push(STATE_MACHINE_INPUTS.isSpeaking);
  if (!fireGesture) missing.push(STATE_MACHINE_INPUTS.gesture);
  if (inputs.length > 0) {
    const names = new Set(parts.names);
    missing.push(...inputs.filter((name) => !names.has(name) && !missing.includes(name)));
  }
  return {
    target: {
      setWeights: driven?.set ?? (() => {}),
      // Other files may need to be told that they speak before they move their mouth; in ours it is liveliness alone.
      ...postureOf(setSpeaking ?? (() => {}), setListening ?? (() => {}), driven?.strategy === 'weights'),
      fireGesture: fireGesture ?? (() => {}),
      ...(setExpression && { setExpression }),
      ...bodySetters(parts),
    },
    report: {
      strategy: driven?.strategy,
      alphabet: driven?.alphabet,
      shapes,
      missing,
      found: missing.length > 0 ? parts.names : [],
    },
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

function mouthName(mouth: RigStrategyName | MouthMap): string {
  if (typeof mouth === 'string') return `what the strategy "${mouth}" needs`;
  if ('weights' in mouth) {
    const { weights } = mouth;
    return typeof weights === 'string' ? `numbers named as in "${weights}"` : Object.values(weights).join(', ');
  }
  return 'number' in mouth ? mouth.number : 'enum' in mouth ? mouth.enum : mouth.loudness;
}
