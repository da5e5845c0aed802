/**
 * The names by which a Lipwire mascot is driven. This file alone spells them; every other file imports them.
 *
 * A mascot offers a view model (the primary interface) and, for apps that reach for `rive.stateMachineInputs()`,
 * state-machine inputs for the same states.
 */

/** Artboard of every Lipwire mascot. */
export const ARTBOARD_NAME = 'Character';

/** State machine of every Lipwire mascot. */
export const STATE_MACHINE_NAME = 'mascotStateMachine';

/** View model of every Lipwire mascot. */
export const VIEW_MODEL_NAME = 'Mascot';

/** Properties of the view model. */
export const VIEW_MODEL_PROPERTIES = {
  /** Boolean: the mascot's voice can be heard. */
  isSpeaking: 'isSpeaking',
  /** Boolean: the user is speaking, or may. */
  isListening: 'isListening',
  /** Trigger: play the character's default gesture once. */
  gesture: 'gesture',
  /** Number -100 to 100: where the eyes look, from the left edge to the right edge as the viewer sees it; 0 is straight ahead. */
  gazeX: 'gazeX',
  /** Number -100 to 100: where the eyes look, from up to down; 0 is straight ahead. */
  gazeY: 'gazeY',
  /** Number -100 to 100: how far the head is turned, from left to right as the viewer sees it. */
  headX: 'headX',
  /** Number -100 to 100: how far the head is raised or lowered, from up to down. */
  headY: 'headY',
  /** Number -100 to 100: how far the head leans to a side; positive is clockwise as the viewer sees it. */
  headTilt: 'headTilt',
  /** Number 0 to 100: stress of speech, a dip of head and upper body. */
  emphasis: 'emphasis',
  /** Number 0 to 100: how far the brows are raised. */
  browLift: 'browLift',
  /** Number 0 to 100, at first 100: how much the mascot breathes and sways by itself. */
  idle: 'idle',
  /** Trigger: blink once. */
  blink: 'blink',
  /** Boolean, at first true: the mascot blinks by itself, at uneven times. False: only for `blink`. */
  blinksItself: 'blinksItself',
  /** Enum: one of {@link EXPRESSIONS}. */
  expression: 'expression',
  /** Enum: one of {@link ACCESSORIES}. */
  accessory: 'accessory',
  /** Colour of most of the character. */
  primaryColor: 'primaryColor',
  /** Colour of its light parts. */
  secondaryColor: 'secondaryColor',
  /** Colour of its dark parts. */
  detailColor: 'detailColor',
  /** Colour of what it wears. */
  accentColor: 'accentColor',
  /** Colour of its irises. */
  eyeColor: 'eyeColor',
} as const;

/**
 * Values of the `expression` property; the first is where a mascot starts. Each has a closed mouth of its own, which
 * shows as far as the weights of the visemes leave it room.
 */
export const EXPRESSIONS = ['neutral', 'happy', 'sad', 'surprised', 'thinking', 'confused'] as const;

/** A value of the `expression` property. */
export type Expression = (typeof EXPRESSIONS)[number];

/** What every mascot can do once when it is asked; the trigger of each is its {@link gestureProperty}. */
export const GESTURES = ['wave', 'nod', 'shakeHead', 'shrug', 'cheer', 'bow', 'giggle'] as const;

/** A gesture that every mascot has. */
export type Gesture = (typeof GESTURES)[number];

/** Values of the `accessory` property; the first is how a mascot starts. */
export const ACCESSORIES = ['none', 'glasses', 'hat', 'headphones'] as const;

/** A value of the `accessory` property. */
export type Accessory = (typeof ACCESSORIES)[number];

/** State-machine inputs that mean the same as the view model's properties. */
export const STATE_MACHINE_INPUTS = {
  isSpeaking: 'is_speaking',
  isListening: 'is_listening',
  gesture: 'gesture',
} as const;

/**
 * View-model number that holds the blend value of one viseme, 0 to 100.
 *
 * Rive applies the 22 poses one after the other over the resting mouth of the expression, in rising order of id, each as
 * `property = property * (1 - value / 100) + pose * value / 100`. A driver that wants the weighted average of the poses
 * computes the values from the weights accordingly.
 *
 * @param visemeId 0 to 21.
 */
export function visemeProperty(visemeId: number): string {
  return `viseme${visemeId}`;
}

/** View-model trigger that plays a gesture once: `gestureWave` for `wave`. */
export function gestureProperty(gesture: Gesture): string {
  return `gesture${gesture.charAt(0).toUpperCase()}${gesture.slice(1)}`;
}
