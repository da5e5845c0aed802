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
  /** Trigger: play the default gesture once. */
  gesture: 'gesture',
  /** Number -100 to 100: where the eyes look, from the left edge to the right edge as the viewer sees it; 0 is straight ahead. */
  gazeX: 'gazeX',
  /** Number -100 to 100: where the eyes look, from up to down; 0 is straight ahead. */
  gazeY: 'gazeY',
  /** Enum: one of {@link EXPRESSIONS}. */
  expression: 'expression',
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

/** Values of the `expression` property; the first is where a mascot starts. The mouth stays free for speech. */
export const EXPRESSIONS = ['neutral', 'happy', 'sad', 'surprised', 'thinking', 'confused'] as const;

/** A value of the `expression` property. */
export type Expression = (typeof EXPRESSIONS)[number];

/** State-machine inputs that mean the same as the view model's properties. */
export const STATE_MACHINE_INPUTS = {
  isSpeaking: 'is_speaking',
  isListening: 'is_listening',
  gesture: 'gesture',
} as const;

/**
 * View-model number that holds the blend value of one viseme, 0 to 100.
 *
 * Rive applies the 22 poses one after the other over the rest pose, in rising order of id, each as
 * `property = property * (1 - value / 100) + pose * value / 100`. A driver that wants the weighted average of the poses
 * computes the values from the weights accordingly.
 *
 * @param visemeId 0 to 21.
 */
export function visemeProperty(visemeId: number): string {
  return `viseme${visemeId}`;
}
