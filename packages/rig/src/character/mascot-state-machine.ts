import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../builder/authoring/artboard.js';
import { type Condition, fired, type Input, isOff, isOn, isValue } from '../builder/authoring/condition.js';
import { EASE } from '../builder/authoring/easing.js';
import type { LayerBuilder } from '../builder/authoring/layer.js';
import type { StateMachineBuilder } from '../builder/authoring/state-machine.js';
import type { ViewModelProperty } from '../builder/authoring/view-model.js';
import {
  ACCESSORIES,
  EXPRESSIONS,
  GESTURES,
  type Gesture,
  STATE_MACHINE_INPUTS,
  STATE_MACHINE_NAME,
} from '../contract.js';
import { addBlinking } from './blink-layer.js';
import { checkReturns } from './check-returns.js';
import { completeAnimations } from './complete-animations.js';
import type { MascotAnimations } from './mascot-animations.js';
import type { MascotProperties } from './mascot-file.js';

const POSTURE_MS = 320;
const LIVELINESS_MS = 220;
const EXPRESSION_MS = 260;
const ACCESSORY_MS = 180;
/** Long enough to hide where the gesture before was, short enough that the new one begins at once. */
const GESTURE_MS = 200;
const DEFAULT_GESTURE: Gesture = 'wave';

/** The parts of a state machine in the making, handed from layer to layer. */
interface Wiring {
  readonly artboard: ArtboardBuilder;
  readonly machine: StateMachineBuilder;
  readonly animations: MascotAnimations;
  readonly properties: MascotProperties;
}

/**
 * Adds the state machine of `contract.ts`: it wires what a character can do to the view model and the inputs.
 *
 * @throws RigError `RIG_KEYFRAMES_INVALID` for a gesture that does not end where it began.
 */
export function addMascotStateMachine(
  artboard: ArtboardBuilder,
  animations: MascotAnimations,
  properties: MascotProperties,
): void {
  const machine = artboard.stateMachine(STATE_MACHINE_NAME);
  const isSpeaking = machine.boolean(STATE_MACHINE_INPUTS.isSpeaking);
  const isListening = machine.boolean(STATE_MACHINE_INPUTS.isListening);
  const gesture = machine.trigger(STATE_MACHINE_INPUTS.gesture);
  const wiring: Wiring = { artboard, machine, animations, properties };

  // The mouth comes right after what it is laid over: layers run in this order.
  addExpressions(wiring);
  addMouth(wiring);
  addIdle(wiring);
  addBlinking(artboard, machine, animations, properties);
  addToggle(wiring, animations.listening, POSTURE_MS, [isListening, properties.isListening]);
  addToggle(wiring, animations.speaking, LIVELINESS_MS, [isSpeaking, properties.isSpeaking]);
  addGestures(wiring, gesture);
  addGaze(wiring);
  addHead(wiring);
  addStress(wiring);
  addAccessories(wiring);
}

/** Each state holds the resting mouth too, and so everything that a viseme moves. */
function addExpressions({ artboard, machine, animations, properties }: Wiring): void {
  const { expressions, visemes } = animations;
  const all = [...Object.values(expressions), ...visemes];
  completeAnimations(Object.values(expressions), all);
  const layer = machine.layer('expression');
  const neutral = artboard.restPose('neutral', all);
  for (const name of EXPRESSIONS) {
    const state = layer.play(name === 'neutral' ? neutral : expressions[name]);
    if (name === 'neutral') layer.start(state);
    const when = [isValue(properties.expression, name)];
    layer.any.to(state, { when, overMs: EXPRESSION_MS, easing: EASE.inOut });
  }
}

/** No rest pose: what the weights leave is the resting mouth of the expression, which the layer before sets in every frame. */
function addMouth({ machine, animations, properties }: Wiring): void {
  const layer = machine.layer('mouth');
  layer.start(
    layer.blend(animations.visemes.map((animation, id) => ({ animation, weight: properties.visemes[id] ?? 0 }))),
  );
}

function addIdle({ artboard, machine, animations: { idle, always = [] }, properties }: Wiring): void {
  const layer = machine.layer('idle');
  const still = { animation: artboard.restPose('still', idle), weight: 100 };
  layer.start(layer.blend([still, ...idle.map((animation) => ({ animation, weight: properties.idle }))]));
  for (const animation of always) {
    const loop = machine.layer(animation.name);
    loop.start(loop.play(animation));
  }
}

/**
 * On while the input or the property is true, off when neither is; scaled by `idle`, so that a mascot that is to keep
 * still does.
 *
 * There is one "on" state for each: a condition on a property never holds in an app that binds no view model, so what
 * the input switched on must not need the property to be switched off.
 */
function addToggle(
  { artboard, machine, properties: { idle } }: Wiring,
  animation: AnimationBuilder,
  overMs: number,
  [input, property]: [Input<'boolean'>, ViewModelProperty<'boolean'>],
): void {
  const layer = machine.layer(animation.name);
  const rest = artboard.restPose(`${animation.name} off`, [animation]);
  const active = [
    { animation: rest, weight: 100 },
    { animation, weight: idle },
  ];
  const off = layer.start(layer.play(rest));
  const byInput = layer.blend(active);
  const byProperty = layer.blend(active);
  const [rise, fall] = [
    { overMs, easing: EASE.out },
    { overMs, easing: EASE.inOut },
  ];
  off.to(byInput, { when: [isOn(input)], ...rise }).to(byProperty, { when: [isOn(property)], ...rise });
  byInput.to(byProperty, { when: [isOff(input), isOn(property)], ...rise }).to(off, { when: [isOff(input)], ...fall });
  byProperty
    .to(byInput, { when: [isOff(property), isOn(input)], ...rise })
    .to(off, { when: [isOff(property)], ...fall });
}

/** Each plays to its end, unless another begins: then the first fades out as the second starts. */
function addGestures({ artboard, machine, animations, properties }: Wiring, input: Input<'trigger'>): void {
  const { gestures, defaultGesture = DEFAULT_GESTURE } = animations;
  const all = Object.values(gestures);
  for (const gesture of all) checkReturns(gesture);
  completeAnimations(all, all);
  const layer = machine.layer('gesture');
  const waiting = layer.start(layer.play(artboard.restPose('no gesture', all)));
  for (const name of GESTURES) {
    const playing = layer.play(gestures[name]).to(waiting, { afterPercent: 100 });
    const triggers: Condition[] = [fired(properties.gestures[name])];
    if (name === defaultGesture) triggers.push(fired(properties.gesture), fired(input));
    for (const trigger of triggers) layer.any.to(playing, { when: [trigger], overMs: GESTURE_MS, easing: EASE.inOut });
  }
}

function addGaze({ artboard, machine, animations: { gaze }, properties: { gazeX, gazeY } }: Wiring): void {
  addAxis(artboard, machine.layer('gaze x'), gazeX, gaze.left, gaze.right);
  addAxis(artboard, machine.layer('gaze y'), gazeY, gaze.up, gaze.down);
}

function addHead({ artboard, machine, animations: { head }, properties }: Wiring): void {
  addAxis(artboard, machine.layer('head x'), properties.headX, head.left, head.right);
  addAxis(artboard, machine.layer('head y'), properties.headY, head.up, head.down);
  addAxis(artboard, machine.layer('head tilt'), properties.headTilt, head.tiltLeft, head.tiltRight);
}

/** From one pose at -100 over the drawing at 0 to the other pose at 100. */
function addAxis(
  artboard: ArtboardBuilder,
  layer: LayerBuilder,
  source: ViewModelProperty<'number'>,
  low: AnimationBuilder,
  high: AnimationBuilder,
): void {
  const middle = artboard.restPose(`${layer.name} 0`, [low, high]);
  layer.start(
    layer.blend1d(source, [
      [-100, low],
      [0, middle],
      [100, high],
    ]),
  );
}

function addStress({ artboard, machine, animations: { emphasis, browLift }, properties }: Wiring): void {
  const layer = machine.layer('stress');
  layer.start(
    layer.blend([
      { animation: artboard.restPose('no stress', [emphasis, browLift]), weight: 100 },
      { animation: emphasis, weight: properties.emphasis },
      { animation: browLift, weight: properties.browLift },
    ]),
  );
}

function addAccessories({ artboard, machine, animations: { accessories }, properties }: Wiring): void {
  const all = Object.values(accessories);
  completeAnimations(all, all);
  const layer = machine.layer('accessory');
  const none = artboard.restPose('no accessory', all);
  for (const name of ACCESSORIES) {
    const state = layer.play(name === 'none' ? none : accessories[name]);
    if (name === 'none') layer.start(state);
    const when = [isValue(properties.accessory, name)];
    layer.any.to(state, { when, overMs: ACCESSORY_MS, easing: EASE.out });
  }
}
