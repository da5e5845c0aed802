import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../builder/authoring/artboard.js';
import { type Condition, fired, type Input, isOff, isOn, isValue } from '../builder/authoring/condition.js';
import { EASE } from '../builder/authoring/easing.js';
import type { StateMachineBuilder } from '../builder/authoring/state-machine.js';
import type { ViewModelProperty } from '../builder/authoring/view-model.js';
import { EXPRESSIONS, type Expression, STATE_MACHINE_INPUTS, STATE_MACHINE_NAME } from '../contract.js';
import type { MascotProperties } from './mascot-file.js';

/**
 * What a character can do. No two entries may animate the same property: each has its own layer, and all run at once.
 * What an animation touches goes back to how it was drawn when it ends.
 */
export interface MascotAnimations {
  /** The mouth of each viseme, by id. */
  readonly visemes: readonly AnimationBuilder[];
  /** Loops that never stop: blinking, breathing, swaying. */
  readonly idle: readonly AnimationBuilder[];
  /** A loop while the user speaks. */
  readonly listening: AnimationBuilder;
  /** A loop while the mascot speaks. */
  readonly speaking: AnimationBuilder;
  /** Played once for the trigger. */
  readonly gesture: AnimationBuilder;
  /** Poses of the eyes to their limits. */
  readonly gaze: Readonly<Record<'left' | 'right' | 'up' | 'down', AnimationBuilder>>;
  /** Poses or loops; `neutral` is how the character is drawn. */
  readonly expressions: Readonly<Record<Exclude<Expression, 'neutral'>, AnimationBuilder>>;
}

const POSTURE_MS = 320;
const LIVELINESS_MS = 220;
const EXPRESSION_MS = 260;

/** Adds the state machine of `contract.ts`: it wires what a character can do to the view model and the inputs. */
export function addMascotStateMachine(
  artboard: ArtboardBuilder,
  animations: MascotAnimations,
  properties: MascotProperties,
): void {
  const machine = artboard.stateMachine(STATE_MACHINE_NAME);
  const isSpeaking = machine.boolean(STATE_MACHINE_INPUTS.isSpeaking);
  const isListening = machine.boolean(STATE_MACHINE_INPUTS.isListening);
  const gesture = machine.trigger(STATE_MACHINE_INPUTS.gesture);

  addMouth(artboard, machine, animations, properties);
  for (const animation of animations.idle) {
    const layer = machine.layer(animation.name);
    layer.start(layer.play(animation));
  }
  addToggle(artboard, machine, animations.listening, POSTURE_MS, [isListening, properties.isListening]);
  addToggle(artboard, machine, animations.speaking, LIVELINESS_MS, [isSpeaking, properties.isSpeaking]);
  addOnce(artboard, machine, animations.gesture, [fired(gesture), fired(properties.gesture)]);
  addExpressions(artboard, machine, animations, properties);
  addGaze(artboard, machine, animations, properties);
}

/** The rest pose first, at full weight: every frame starts from it, so that nothing creeps. */
function addMouth(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  { visemes }: MascotAnimations,
  properties: MascotProperties,
): void {
  const rest = { animation: artboard.restPose('mouth rest', visemes), weight: 100 };
  const poses = visemes.map((animation, id) => ({ animation, weight: properties.visemes[id] ?? 0 }));
  const layer = machine.layer('mouth');
  layer.start(layer.blend([rest, ...poses]));
}

/**
 * On while the input or the property is true, off when neither is.
 *
 * There is one "on" state for each: a condition on a property never holds in an app that binds no view model, so what
 * the input switched on must not need the property to be switched off.
 */
function addToggle(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  animation: AnimationBuilder,
  overMs: number,
  [input, property]: [Input<'boolean'>, ViewModelProperty<'boolean'>],
): void {
  const layer = machine.layer(animation.name);
  const off = layer.start(layer.play(artboard.restPose(`${animation.name} off`, [animation])));
  const byInput = layer.play(animation);
  const byProperty = layer.play(animation);
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

/** Plays to the end for any of the triggers, then waits for the next. */
function addOnce(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  animation: AnimationBuilder,
  triggers: readonly Condition[],
): void {
  const layer = machine.layer(animation.name);
  const waiting = layer.play(artboard.restPose(`${animation.name} off`, [animation]));
  const playing = layer.play(animation);
  layer.start(waiting);
  for (const trigger of triggers) waiting.to(playing, { when: [trigger] });
  playing.to(waiting, { afterPercent: 100 });
}

function addExpressions(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  { expressions }: MascotAnimations,
  { expression }: MascotProperties,
): void {
  const layer = machine.layer('expression');
  const neutral = artboard.restPose('neutral', Object.values(expressions));
  for (const name of EXPRESSIONS) {
    const state = layer.play(name === 'neutral' ? neutral : expressions[name]);
    if (name === 'neutral') layer.start(state);
    layer.any.to(state, { when: [isValue(expression, name)], overMs: EXPRESSION_MS, easing: EASE.inOut });
  }
}

function addGaze(
  artboard: ArtboardBuilder,
  machine: StateMachineBuilder,
  { gaze }: MascotAnimations,
  { gazeX, gazeY }: MascotProperties,
): void {
  const across = machine.layer('gaze x');
  const ahead = artboard.restPose('gaze ahead', [gaze.left, gaze.right]);
  across.start(
    across.blend1d(gazeX, [
      [-100, gaze.left],
      [0, ahead],
      [100, gaze.right],
    ]),
  );
  const along = machine.layer('gaze y');
  const level = artboard.restPose('gaze level', [gaze.up, gaze.down]);
  along.start(
    along.blend1d(gazeY, [
      [-100, gaze.up],
      [0, level],
      [100, gaze.down],
    ]),
  );
}
