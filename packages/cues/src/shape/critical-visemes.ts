import type { VisemeId } from '../viseme.js';

/** u (w uw), o (ow, oy), l and v (f v): shapes by which a viewer reads words. They also stay a little. */
const HELD: ReadonlySet<VisemeId> = new Set([7, 8, 10, 14, 18]);
/** Closed lips (p b m). Never skipped either, but not held: lips that stay closed into the vowel look late. */
const CLOSED: VisemeId = 21;

/** Shapes that are never skipped. */
export function isCritical(visemeId: VisemeId): boolean {
  return visemeId === CLOSED || HELD.has(visemeId);
}

/** Critical shapes that last for a least time. */
export function isHeld(visemeId: VisemeId): boolean {
  return HELD.has(visemeId);
}
