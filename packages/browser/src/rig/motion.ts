/**
 * How a mascot holds itself in one frame, beside mouth and expression. Sides are the viewer's. A lent object: whoever fills
 * it fills the same one again with the next frame.
 */
export interface Motion {
  /** Where the eyes look, -1 (left) to 1 (right); 0 is straight ahead. */
  gazeX: number;
  /** Where the eyes look, -1 (up) to 1 (down). */
  gazeY: number;
  /** Turn of the head, -1 (left) to 1 (right). */
  headX: number;
  /** Turn of the head, -1 (up) to 1 (down). */
  headY: number;
  /** Tilt of the head, -1 to 1 (clockwise). */
  headTilt: number;
  /** Stress of speech, 0 to 1: a dip of head and upper body. */
  emphasis: number;
  /** Raised brows, 0 to 1. */
  browLift: number;
  /** How much it breathes and sways by itself, 0 to 1. */
  idle: number;
}
