import type { Expression } from '@lipwire/rig/contract';
import type { MascotTheme } from './mascot-theme.js';
import type { Motion } from './motion.js';

/** What a mascot can be told, whatever file it came from. Called in the frame loop: implementations allocate nothing. */
export interface RigTarget {
  /**
   * The mouth of this frame.
   *
   * @param weights one for each of the 22 visemes, 0 to 1, sum 1; only read, and only during the call.
   * @param elapsedMs time since the frame before, 0 or more.
   */
  setWeights(weights: Float32Array, elapsedMs: number): void;
  /** The mascot's voice is heard, or not. */
  setSpeaking(speaking: boolean): void;
  /** The user speaks, or may. */
  setListening(listening: boolean): void;
  /** Plays the gesture once. */
  fireGesture(): void;
  /** Changes the face, apart from the mouth. */
  setExpression?(expression: Expression): void;
  /** Move no more than mouth and face; movements that a file makes by itself may go on. */
  setCalm?(calm: boolean): void;
  /** How it holds itself in this frame. The object is lent: only read, and only during the call. */
  setMotion?(motion: Readonly<Motion>): void;
  /** Blinks once. From the first call on the file blinks no more by itself. */
  blink?(): void;
  /** Plays a gesture by name, once. @returns whether it has one of that name. */
  playGesture?(name: string): boolean;
  /** Dresses it; what the theme leaves out is as the file draws it. */
  setTheme?(theme: MascotTheme): void;
}
