import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { Accessory, Expression, Gesture } from '../contract.js';

/**
 * What a character can do. Each entry has its own layer, and all layers run at once: no two entries may animate the same
 * property, except that expressions also hold what the visemes move. Nest groups, and give one to each. What an animation
 * touches is as it was drawn before and after it.
 */
export interface MascotAnimations {
  /** Poses of the mouth and what moves with it, by viseme id. */
  readonly visemes: readonly AnimationBuilder[];
  /** Poses or loops, each with a resting mouth; `neutral` is how the character is drawn. */
  readonly expressions: Readonly<Record<Exclude<Expression, 'neutral'>, AnimationBuilder>>;
  /** Loops of what it does by itself: breathing, swaying. They share one layer and are scaled by `idle`. */
  readonly idle: readonly AnimationBuilder[];
  /** Loops that run whatever happens, each in a layer of its own: signs on a screen, a light that pulses. Default none. */
  readonly always?: readonly AnimationBuilder[];
  /** One blink: shuts and opens. */
  readonly blink: AnimationBuilder;
  /** Pauses between the blinks that it does by itself, in ms, over and over. Default: uneven, one pair of blinks among them. */
  readonly blinkPausesMs?: readonly number[];
  /** A loop while the user speaks. */
  readonly listening: AnimationBuilder;
  /** A loop while the mascot speaks. */
  readonly speaking: AnimationBuilder;
  /** Each is played once when it is asked for. They share one layer, so they may animate the same properties. */
  readonly gestures: Readonly<Record<Gesture, AnimationBuilder>>;
  /** What the trigger `gesture` plays. Default `wave`. */
  readonly defaultGesture?: Gesture;
  /** Poses of the eyes at their limits. */
  readonly gaze: Readonly<Record<'left' | 'right' | 'up' | 'down', AnimationBuilder>>;
  /** Poses of the head at its limits; sides are the viewer's, `tiltRight` is clockwise. */
  readonly head: Readonly<Record<'left' | 'right' | 'up' | 'down' | 'tiltLeft' | 'tiltRight', AnimationBuilder>>;
  /** Pose of full stress: head and upper body dip. */
  readonly emphasis: AnimationBuilder;
  /** Pose of fully raised brows. */
  readonly browLift: AnimationBuilder;
  /** Poses that show one accessory each; as drawn, all are hidden. */
  readonly accessories: Readonly<Record<Exclude<Accessory, 'none'>, AnimationBuilder>>;
}
