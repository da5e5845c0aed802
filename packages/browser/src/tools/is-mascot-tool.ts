/** Name of the function that changes the mascot's expression. */
export const SET_EXPRESSION = 'set_expression';

/** Name of the function that plays a gesture. */
export const PLAY_GESTURE = 'play_gesture';

/** Whether a function of that name is one of `mascotTools`; the others are the app's to answer. */
export function isMascotTool(name: unknown): boolean {
  return name === SET_EXPRESSION || name === PLAY_GESTURE;
}
